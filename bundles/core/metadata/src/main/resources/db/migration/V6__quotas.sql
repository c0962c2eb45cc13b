-- How many entities were made in a calendar period, where the schema of their type and subtype has a quota. Rows of
-- periods that are over stay as a record.
CREATE TABLE metadata.quota_use (
    tenant_id uuid NOT NULL,
    entity_type text NOT NULL,
    entity_subtype text NOT NULL,
    period text NOT NULL CHECK (period IN ('DAY', 'MONTH', 'YEAR')),
    -- first day of the period by the tenant's calendar
    period_start date NOT NULL,
    -- an account, the nil UUID for entities without one, or the tenant where the quota is for all of it
    scope_id uuid NOT NULL,
    used bigint NOT NULL CHECK (used > 0),
    PRIMARY KEY (tenant_id, entity_type, entity_subtype, period, period_start, scope_id)
);
SELECT data.tenant_table('metadata.quota_use');
