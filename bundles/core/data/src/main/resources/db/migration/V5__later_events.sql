-- Events that happen later, by the clock of their tenant. As long as the time of the next attempt is the time at which it
-- is due, nothing has been done about such an event.
ALTER TABLE data.outbox
    ADD COLUMN due_at timestamptz,
    ADD COLUMN claimed boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN data.outbox.claimed IS 'somebody is delivering it, until the time of the next attempt at the latest';
CREATE INDEX outbox_later ON data.outbox (tenant_id, due_at) WHERE due_at IS NOT NULL;

-- Clocks of tenants that stand still until somebody moves them on.
CREATE TABLE data.test_clock (
    tenant_id uuid NOT NULL,
    time timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT data.tenant_table('data.test_clock');

-- Tenants whose events only the walk of a test clock delivers, so that they come in the order of that clock.
CREATE TABLE data.outbox_hold (
    tenant_id uuid NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT data.tenant_table('data.outbox_hold');
