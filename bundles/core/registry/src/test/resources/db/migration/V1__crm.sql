CREATE TABLE crm.person (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    name      text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT data.tenant_table('crm.person');

CREATE TABLE crm.note (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES crm.person (tenant_id, id)
);
SELECT data.tenant_table('crm.note');
