-- A user of the tenant who is a customer: what others sell to the user goes there.
ALTER TABLE billing.customer
    ADD COLUMN user_id   uuid,
    ADD COLUMN email_key text GENERATED ALWAYS AS (lower(email)) STORED,
    ADD UNIQUE (tenant_id, user_id);
CREATE INDEX customer_by_email ON billing.customer (tenant_id, email_key, id);

-- What was sold to clients of the tenant elsewhere, each sale once. One that was cancelled before it came has neither
-- customer nor lines.
CREATE TABLE billing.sale (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    customer_id   uuid,
    reference     text,
    sold_on       date,
    currency      text,
    status        text        NOT NULL CHECK (status IN ('WAITING', 'INVOICED', 'CANCELLED')),
    cancel_reason text,
    to_credit     boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id),
    CHECK (status = 'CANCELLED' OR (customer_id IS NOT NULL AND sold_on IS NOT NULL AND currency IS NOT NULL)),
    CHECK (NOT to_credit OR status = 'CANCELLED')
);
CREATE INDEX sale_by_customer ON billing.sale (tenant_id, customer_id, id);
SELECT data.tenant_table('billing.sale');

CREATE TABLE billing.sale_line (
    tenant_id   uuid           NOT NULL,
    sale_id     uuid           NOT NULL,
    position    integer        NOT NULL,
    description text           NOT NULL,
    quantity    numeric(13, 4) NOT NULL CHECK (quantity > 0),
    unit_price  numeric(20, 4) NOT NULL,
    PRIMARY KEY (tenant_id, sale_id, position),
    FOREIGN KEY (tenant_id, sale_id) REFERENCES billing.sale (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.sale_line');

ALTER TABLE billing.invoice
    ADD COLUMN sale_id uuid,
    ADD FOREIGN KEY (tenant_id, sale_id) REFERENCES billing.sale (tenant_id, id);
-- A sale whose invoice was declared void gets another one.
CREATE UNIQUE INDEX invoice_of_sale ON billing.invoice (tenant_id, sale_id) WHERE status <> 'VOID';
