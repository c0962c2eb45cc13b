CREATE TABLE billing.exchange_rate (
    tenant_id      uuid             NOT NULL,
    source         text             NOT NULL,
    base_currency  text             NOT NULL,
    quote_currency text             NOT NULL,
    valid_on       date             NOT NULL,
    rate           numeric(24, 12)  NOT NULL CHECK (rate > 0),
    updated_at     timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, base_currency, quote_currency, valid_on, source),
    CHECK (base_currency <> quote_currency)
);
SELECT data.tenant_table('billing.exchange_rate');

-- The totals of an invoice in the currency of the tenant, and how they were found.
CREATE TABLE billing.invoice_conversion (
    tenant_id  uuid            NOT NULL,
    invoice_id uuid            NOT NULL,
    currency   text            NOT NULL,
    rate       numeric(24, 12) NOT NULL CHECK (rate > 0),
    rated_on   date            NOT NULL,
    source     text            NOT NULL,
    net        numeric(20, 4)  NOT NULL,
    tax        numeric(20, 4)  NOT NULL,
    gross      numeric(20, 4)  NOT NULL,
    PRIMARY KEY (tenant_id, invoice_id),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id),
    CHECK (net + tax = gross)
);
SELECT data.tenant_table('billing.invoice_conversion', 'tenant_id', 'SELECT, INSERT');
