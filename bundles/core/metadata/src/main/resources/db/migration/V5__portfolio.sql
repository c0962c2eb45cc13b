-- The portfolio of an entity as a whole. The row of an entity is there from the first change of its portfolio on, and is
-- locked by whoever changes anything of it: items are counted and put in order under that lock.
CREATE TABLE metadata.portfolio (
    tenant_id uuid NOT NULL,
    entity_id uuid NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (tenant_id, entity_id),
    FOREIGN KEY (tenant_id, entity_id) REFERENCES metadata.entity (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('metadata.portfolio');

-- What belongs to a user, newest first.
CREATE INDEX entity_owner ON metadata.entity (tenant_id, owner_id, id) WHERE deleted_at IS NULL;
