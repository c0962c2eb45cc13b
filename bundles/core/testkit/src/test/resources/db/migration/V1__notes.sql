CREATE TABLE sample.note (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT data.tenant_table('sample.note');

CREATE TABLE sample.tag (
    tenant_id uuid NOT NULL,
    note_id uuid NOT NULL,
    name text NOT NULL,
    length integer NOT NULL GENERATED ALWAYS AS (length(name)) STORED,
    PRIMARY KEY (tenant_id, note_id, name),
    FOREIGN KEY (tenant_id, note_id) REFERENCES sample.note (tenant_id, id)
);
SELECT data.tenant_table('sample.tag');
