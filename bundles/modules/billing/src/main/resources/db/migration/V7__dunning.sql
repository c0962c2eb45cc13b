CREATE TABLE billing.dunning_level (
    tenant_id      uuid    NOT NULL,
    level          integer NOT NULL CHECK (level >= 1),
    days_after_due integer NOT NULL CHECK (days_after_due BETWEEN 1 AND 365),
    fee            numeric(20, 4) CHECK (fee > 0),
    currency       text,
    text           text    NOT NULL,
    PRIMARY KEY (tenant_id, level),
    CHECK ((fee IS NULL) = (currency IS NULL))
);
SELECT data.tenant_table('billing.dunning_level');

-- Each step that an invoice has reached, once; step 0 says that it is overdue.
CREATE TABLE billing.dunning_notice (
    tenant_id   uuid           NOT NULL,
    id          uuid           NOT NULL,
    invoice_id  uuid           NOT NULL,
    customer_id uuid           NOT NULL,
    level       integer        NOT NULL,
    reached_on  date           NOT NULL,
    balance     numeric(20, 4) NOT NULL,
    fee         numeric(20, 4) NOT NULL,
    interest    numeric(20, 4) NOT NULL,
    currency    text           NOT NULL,
    text        text,
    created_at  timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, invoice_id, level),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id)
);
CREATE INDEX dunning_notice_by_customer ON billing.dunning_notice (tenant_id, customer_id, id);
SELECT data.tenant_table('billing.dunning_notice', 'tenant_id', 'SELECT, INSERT');
