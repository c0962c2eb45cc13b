CREATE TABLE @id@.row (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    version    text        NOT NULL,
    note       text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
SELECT data.tenant_table('@id@.row');

CREATE TABLE @id@.delivery (
    tenant_id  uuid        NOT NULL,
    row_id     uuid        NOT NULL,
    version    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, row_id)
);
SELECT data.tenant_table('@id@.delivery');
