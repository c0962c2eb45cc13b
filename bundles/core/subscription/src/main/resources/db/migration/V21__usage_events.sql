-- What was reported to have been used: each event counts once, whatever happens to the report of it.
CREATE TABLE subscription.usage_event (
    tenant_id uuid NOT NULL,
    source text NOT NULL,
    id text NOT NULL,
    resource text NOT NULL,
    units bigint NOT NULL CHECK (units > 0),
    used_at timestamptz NOT NULL,
    attributes jsonb NOT NULL,
    counted_at timestamptz NOT NULL,
    late boolean NOT NULL,
    reported_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, source, id)
);
CREATE INDEX usage_event_age ON subscription.usage_event (reported_at);
COMMENT ON INDEX subscription.usage_event_age IS 'Platform: housekeeping looks for old events of all tenants';
SELECT data.tenant_table('subscription.usage_event');
