-- The latest transaction of which a change has been deleted: a node that starts knows nothing of what was before it.
CREATE TABLE data.cache_horizon (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    forgotten xid8 NOT NULL
);
INSERT INTO data.cache_horizon (forgotten) VALUES (pg_current_xact_id());
SELECT data.global_table('data.cache_horizon', 'a node serves all tenants');
