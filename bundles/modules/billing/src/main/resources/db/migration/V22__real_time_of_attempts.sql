-- When it was recorded by the real time, whatever the tenant's clock says: how long a provider remembers a key goes by that.
-- Of what was recorded before this that is not known; nothing of it is sent again under its old key.
ALTER TABLE billing.payment_attempt ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT 'epoch';
ALTER TABLE billing.payment_attempt ALTER COLUMN recorded_at DROP DEFAULT;
ALTER TABLE billing.refund_attempt ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT 'epoch';
ALTER TABLE billing.refund_attempt ALTER COLUMN recorded_at DROP DEFAULT;
