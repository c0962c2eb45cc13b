-- Which module is what to which tenant. A module without a row is AVAILABLE: never enabled, or purged.

CREATE TABLE registry.tenant_module (
    tenant_id      uuid        NOT NULL,
    module_id      text        NOT NULL CHECK (module_id ~ '^[a-z][a-z0-9]{0,39}$'),
    status         text        NOT NULL CHECK (status IN ('ENABLING', 'ENABLED', 'DISABLED', 'PURGING')),
    module_version text        NOT NULL,
    enabled_at     timestamptz,
    version        bigint      NOT NULL CHECK (version > 0),
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, module_id)
);
-- Few rows at any time: what a crash interrupted is found at start without reading those of every tenant.
CREATE INDEX tenant_module_unfinished ON registry.tenant_module (tenant_id, module_id)
    WHERE status IN ('ENABLING', 'PURGING');
SELECT data.tenant_table('registry.tenant_module');
