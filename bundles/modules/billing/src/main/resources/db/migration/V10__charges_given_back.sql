-- How much of the line of the invoice is credited, where a credit note states an amount as one piece.
ALTER TABLE billing.invoice_item ADD COLUMN credited_quantity numeric(13, 4) CHECK (credited_quantity >= 0);

-- What charges left to later ones is given back at the next occasion.
UPDATE billing.charge SET status = 'WAITING' WHERE credit_left > 0;
DROP INDEX billing.charge_credit;

-- A charge whose invoice was declared void gets another one.
ALTER TABLE billing.invoice DROP CONSTRAINT invoice_tenant_id_charge_id_key;
CREATE UNIQUE INDEX invoice_of_charge ON billing.invoice (tenant_id, charge_id) WHERE status <> 'VOID';
