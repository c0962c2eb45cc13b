CREATE TABLE ${id}.note (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    text       text        NOT NULL,
    author     text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT data.tenant_table('${id}.note');
