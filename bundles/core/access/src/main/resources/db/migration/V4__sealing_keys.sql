CREATE TABLE access.sealing_key (
    kid text PRIMARY KEY CHECK (kid ~ '^[A-Za-z0-9_-]{1,32}$'),
    secret bytea NOT NULL CHECK (octet_length(secret) = 32),
    created_at timestamptz NOT NULL
);
SELECT data.global_table('access.sealing_key', 'seals secrets that tenants entrust to modules');
