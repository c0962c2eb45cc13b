-- What other tenants owe this one for the platform, each charge once.
CREATE TABLE billing.charge (
    tenant_id   uuid           NOT NULL,
    id          uuid           NOT NULL,
    customer_id uuid           NOT NULL,
    due_on      date           NOT NULL,
    currency    text           NOT NULL,
    total       numeric(20, 4) NOT NULL,
    test        boolean        NOT NULL,
    status      text           NOT NULL CHECK (status IN ('WAITING', 'INVOICED', 'CREDIT')),
    credit_left numeric(20, 4) NOT NULL DEFAULT 0 CHECK (credit_left >= 0),
    created_at  timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id)
);
CREATE INDEX charge_waiting ON billing.charge (tenant_id, customer_id, id) WHERE status = 'WAITING';
CREATE INDEX charge_credit ON billing.charge (tenant_id, customer_id, currency, id) WHERE credit_left > 0;
SELECT data.tenant_table('billing.charge');

CREATE TABLE billing.charge_line (
    tenant_id    uuid           NOT NULL,
    charge_id    uuid           NOT NULL,
    position     integer        NOT NULL,
    kind         text           NOT NULL,
    description  text           NOT NULL,
    quantity     numeric(20, 4) NOT NULL,
    unit_amount  numeric(24, 8) NOT NULL,
    amount       numeric(20, 4) NOT NULL,
    period_start date,
    period_end   date,
    PRIMARY KEY (tenant_id, charge_id, position),
    FOREIGN KEY (tenant_id, charge_id) REFERENCES billing.charge (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.charge_line');

ALTER TABLE billing.invoice
    ADD FOREIGN KEY (tenant_id, charge_id) REFERENCES billing.charge (tenant_id, id);
