CREATE TABLE billing.customer (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    email       text,
    phone       text,
    tax_id      text,
    street      text,
    postal_code text,
    city        text,
    country     text,
    currency    text        NOT NULL,
    notes       text,
    version     bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT data.tenant_table('billing.customer');

-- Amounts are kept with four decimals, more than any currency has; the currency says how many count.
CREATE TABLE billing.invoice (
    tenant_id         uuid           NOT NULL,
    id                uuid           NOT NULL,
    number            text,
    status            text           NOT NULL CHECK (status IN ('DRAFT', 'ISSUED', 'PAID', 'VOID')),
    customer_id       uuid           NOT NULL,
    currency          text           NOT NULL,
    issue_date        date,
    due_date          date,
    notes             text,
    net               numeric(20, 4) NOT NULL,
    tax               numeric(20, 4) NOT NULL,
    gross             numeric(20, 4) NOT NULL,
    paid_at           timestamptz,
    payment_reference text,
    voided_at         timestamptz,
    void_reason       text,
    version           bigint         NOT NULL,
    created_at        timestamptz    NOT NULL,
    updated_at        timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id),
    CHECK ((status = 'DRAFT') = (number IS NULL)),
    CHECK ((status = 'DRAFT') = (issue_date IS NULL)),
    CHECK ((status = 'PAID') = (paid_at IS NOT NULL)),
    CHECK ((status = 'VOID') = (voided_at IS NOT NULL))
);
CREATE INDEX invoice_by_customer ON billing.invoice (tenant_id, customer_id, id);
CREATE INDEX invoice_by_status ON billing.invoice (tenant_id, status, id);
SELECT data.tenant_table('billing.invoice');

CREATE TABLE billing.invoice_item (
    tenant_id   uuid           NOT NULL,
    invoice_id  uuid           NOT NULL,
    position    integer        NOT NULL,
    description text           NOT NULL,
    quantity    numeric(13, 4) NOT NULL CHECK (quantity > 0),
    unit_price  numeric(20, 4) NOT NULL,
    tax_rate    numeric(7, 4)  NOT NULL CHECK (tax_rate BETWEEN 0 AND 100),
    net         numeric(20, 4) NOT NULL,
    PRIMARY KEY (tenant_id, invoice_id, position),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.invoice_item');

-- Seller and buyer as they were on the day of issue.
CREATE TABLE billing.invoice_party (
    tenant_id   uuid NOT NULL,
    invoice_id  uuid NOT NULL,
    role        text NOT NULL CHECK (role IN ('SELLER', 'BUYER')),
    name        text NOT NULL,
    tax_id      text,
    email       text,
    street      text,
    postal_code text,
    city        text,
    country     text,
    PRIMARY KEY (tenant_id, invoice_id, role),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id)
);
SELECT data.tenant_table('billing.invoice_party');

-- The last number given out in a year. Its row is locked from the issue of an invoice to the end of that transaction:
-- a rollback takes the number back, and the next issue waits to see which it is.
CREATE TABLE billing.invoice_counter (
    tenant_id   uuid    NOT NULL,
    year        integer NOT NULL,
    last_number integer NOT NULL,
    PRIMARY KEY (tenant_id, year)
);
SELECT data.tenant_table('billing.invoice_counter');
