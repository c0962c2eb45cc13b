-- Templates of forms. Those of the platform, which all tenants see, carry the nil UUID as tenant.

CREATE TABLE metadata.form_template (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    form_type text NOT NULL CHECK (form_type IN ('REGISTRATION', 'PROFILE_EDIT', 'SEARCH')),
    entity_type text NOT NULL,
    entity_subtype text NOT NULL,
    definition jsonb NOT NULL,
    own_fields text[] NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT form_template_key UNIQUE (tenant_id, form_type, entity_type, entity_subtype)
);
SELECT data.tenant_table('metadata.form_template');
