-- The invoice of each charge, as whoever bills the tenant has told it; the path is a secret of the tenant.
CREATE TABLE subscription.charge_invoice (
    tenant_id uuid NOT NULL,
    charge_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    number text NOT NULL,
    currency text NOT NULL,
    total numeric(20, 4) NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    path text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, charge_id),
    FOREIGN KEY (tenant_id, charge_id) REFERENCES subscription.charge (tenant_id, id)
);
SELECT data.tenant_table('subscription.charge_invoice');
