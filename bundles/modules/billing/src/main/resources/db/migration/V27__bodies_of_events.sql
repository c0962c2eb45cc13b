-- What providers have sent is kept word for word for a while only; what it says is kept for ever.
SELECT data.tenant_table('billing.provider_event', 'tenant_id', 'SELECT, INSERT, UPDATE');
CREATE FUNCTION billing.guard_provider_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - ARRAY['body', 'tenant_id'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['body', 'tenant_id']
        OR (NEW.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body) THEN
        RAISE EXCEPTION 'what a provider has said cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON billing.provider_event
    FOR EACH ROW EXECUTE FUNCTION billing.guard_provider_event();
CREATE INDEX provider_event_bodies ON billing.provider_event (tenant_id, received_at) WHERE body IS NOT NULL;
