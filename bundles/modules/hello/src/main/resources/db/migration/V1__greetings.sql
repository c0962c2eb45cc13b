CREATE TABLE hello.greeting (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    message    text        NOT NULL,
    author     text        NOT NULL,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT data.tenant_table('hello.greeting');
