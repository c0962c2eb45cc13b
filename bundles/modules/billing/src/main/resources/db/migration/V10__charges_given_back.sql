-- How much of the line of the invoice is credited, where a credit note states an amount as one piece.
ALTER TABLE billing.invoice_item ADD COLUMN credited_quantity numeric(13, 4) CHECK (credited_quantity >= 0);

-- What charges left to later ones is given back at the next occasion.
UPDATE billing.charge SET status = 'WAITING' WHERE credit_left > 0;
DROP INDEX billing.charge_credit;

-- A charge whose invoice was declared void gets another one.
ALTER TABLE billing.invoice DROP CONSTRAINT invoice_tenant_id_charge_id_key;
CREATE UNIQUE INDEX invoice_of_charge ON billing.invoice (tenant_id, charge_id) WHERE status <> 'VOID';

-- Whose charges a customer owes; until now its reference said so, which anybody could change.
ALTER TABLE billing.customer
    ADD COLUMN debtor_tenant_id uuid,
    ADD UNIQUE (tenant_id, debtor_tenant_id);
UPDATE billing.customer c SET debtor_tenant_id = reference::uuid
WHERE reference ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
AND EXISTS (SELECT FROM billing.charge WHERE tenant_id = c.tenant_id AND customer_id = c.id);

CREATE FUNCTION billing.guard_debtor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the tenant whose charges customer % owes cannot be changed', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER guard_debtor BEFORE UPDATE ON billing.customer
    FOR EACH ROW WHEN (NEW.debtor_tenant_id IS DISTINCT FROM OLD.debtor_tenant_id)
    EXECUTE FUNCTION billing.guard_debtor();
