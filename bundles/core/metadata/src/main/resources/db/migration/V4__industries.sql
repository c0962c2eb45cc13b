-- What tenants have installed of industry templates.

CREATE TABLE metadata.industry_installation (
    tenant_id uuid NOT NULL,
    code text NOT NULL,
    template_version text NOT NULL,
    -- whether all of that version is there: work that was interrupted or refused in part is repeated
    complete boolean NOT NULL,
    customization_rules jsonb NOT NULL,
    -- until then somebody works on it
    busy_until timestamptz,
    installed_by uuid,
    installed_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, code)
);
SELECT data.tenant_table('metadata.industry_installation');

-- What each item was when the tenant last got it: the base of the next merge. Two industries may
-- bring the same item.
CREATE TABLE metadata.industry_item (
    tenant_id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    -- in the order of installation: what depends on something else comes after it
    position integer NOT NULL,
    base jsonb NOT NULL,
    PRIMARY KEY (tenant_id, code, kind, key),
    FOREIGN KEY (tenant_id, code) REFERENCES metadata.industry_installation (tenant_id, code) ON DELETE CASCADE
);
CREATE INDEX industry_item_key ON metadata.industry_item (tenant_id, kind, key);
SELECT data.tenant_table('metadata.industry_item');

-- Workflows as templates bring them, for the engine to run.
CREATE TABLE metadata.workflow_template (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    document jsonb NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
SELECT data.tenant_table('metadata.workflow_template');
