ALTER TABLE billing.customer
    ADD COLUMN language               text,
    ADD COLUMN reference              text,
    ADD COLUMN payment_days           integer,
    ADD COLUMN payment_end_of_month   boolean,
    ADD COLUMN tax_exemption_category text,
    ADD COLUMN tax_exemption_reason   text,
    ADD UNIQUE (tenant_id, reference),
    ADD CHECK (payment_days BETWEEN 0 AND 365),
    ADD CHECK ((payment_days IS NULL) = (payment_end_of_month IS NULL)),
    ADD CHECK (tax_exemption_category IN ('E', 'AE', 'K', 'G', 'O'));

CREATE TABLE billing.tax_rate (
    tenant_id        uuid          NOT NULL,
    id               uuid          NOT NULL,
    name             text          NOT NULL,
    percent          numeric(7, 4) NOT NULL CHECK (percent BETWEEN 0 AND 100),
    country          text,
    category         text          NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
    exemption_reason text,
    inclusive        boolean       NOT NULL,
    valid_from       date,
    valid_to         date,
    version          bigint        NOT NULL,
    created_at       timestamptz   NOT NULL,
    updated_at       timestamptz   NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((category = 'S') = (percent > 0)),
    CHECK (valid_from <= valid_to)
);
SELECT data.tenant_table('billing.tax_rate');

CREATE TABLE billing.product (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    code        text        NOT NULL,
    name        text        NOT NULL,
    unit        text,
    tax_rate_id uuid,
    active      boolean     NOT NULL,
    version     bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code),
    FOREIGN KEY (tenant_id, tax_rate_id) REFERENCES billing.tax_rate (tenant_id, id)
);
CREATE INDEX product_by_tax_rate ON billing.product (tenant_id, tax_rate_id);
SELECT data.tenant_table('billing.product');

-- Up to four decimals more than the currency has: rates of usage are small.
CREATE TABLE billing.product_price (
    tenant_id  uuid           NOT NULL,
    product_id uuid           NOT NULL,
    currency   text           NOT NULL,
    amount     numeric(24, 8) NOT NULL,
    PRIMARY KEY (tenant_id, product_id, currency),
    FOREIGN KEY (tenant_id, product_id) REFERENCES billing.product (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.product_price');

CREATE TABLE billing.product_name (
    tenant_id  uuid NOT NULL,
    product_id uuid NOT NULL,
    language   text NOT NULL,
    name       text NOT NULL,
    PRIMARY KEY (tenant_id, product_id, language),
    FOREIGN KEY (tenant_id, product_id) REFERENCES billing.product (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.product_name');

ALTER TABLE billing.invoice_item
    ALTER COLUMN unit_price TYPE numeric(24, 8),
    ADD COLUMN product_id       uuid,
    ADD COLUMN tax_rate_id      uuid,
    ADD COLUMN unit             text,
    ADD COLUMN discount_percent numeric(7, 4) NOT NULL DEFAULT 0 CHECK (discount_percent BETWEEN 0 AND 100),
    ADD COLUMN tax_category     text,
    ADD COLUMN tax_inclusive    boolean NOT NULL DEFAULT false,
    ADD COLUMN exemption_reason text,
    ADD COLUMN period_start     date,
    ADD COLUMN period_end       date,
    ADD COLUMN amount           numeric(20, 4),
    ADD COLUMN tax              numeric(20, 4),
    ADD CHECK (period_start <= period_end),
    ADD CHECK (tax_inclusive = (tax IS NOT NULL)),
    ADD FOREIGN KEY (tenant_id, product_id) REFERENCES billing.product (tenant_id, id),
    ADD FOREIGN KEY (tenant_id, tax_rate_id) REFERENCES billing.tax_rate (tenant_id, id);
UPDATE billing.invoice_item SET amount = net, tax_category = CASE WHEN tax_rate > 0 THEN 'S' ELSE 'Z' END;
ALTER TABLE billing.invoice_item
    ALTER COLUMN amount SET NOT NULL,
    ALTER COLUMN tax_category SET NOT NULL,
    ADD CHECK (tax_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
    ADD CHECK (NOT tax_inclusive OR net + tax = amount);
CREATE INDEX invoice_item_by_product ON billing.invoice_item (tenant_id, product_id);
CREATE INDEX invoice_item_by_tax_rate ON billing.invoice_item (tenant_id, tax_rate_id);

-- Taxes as they were computed at issue: a rule that changes later changes no invoice.
CREATE TABLE billing.invoice_tax (
    tenant_id        uuid           NOT NULL,
    invoice_id       uuid           NOT NULL,
    category         text           NOT NULL,
    rate             numeric(7, 4)  NOT NULL,
    exemption_reason text,
    net              numeric(20, 4) NOT NULL,
    tax              numeric(20, 4) NOT NULL,
    PRIMARY KEY (tenant_id, invoice_id, category, rate),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id)
);
SELECT data.tenant_table('billing.invoice_tax');
INSERT INTO billing.invoice_tax (tenant_id, invoice_id, category, rate, net, tax)
SELECT i.tenant_id, i.id, t.tax_category, t.tax_rate, sum(t.net), round(sum(t.net) * t.tax_rate / 100,
    CASE WHEN i.currency IN ('JPY', 'KRW', 'CLP', 'ISK', 'VND', 'XAF', 'XOF', 'XPF', 'UGX', 'PYG') THEN 0
         WHEN i.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3 ELSE 2 END)
FROM billing.invoice i JOIN billing.invoice_item t ON t.tenant_id = i.tenant_id AND t.invoice_id = i.id
WHERE i.status <> 'DRAFT'
GROUP BY i.tenant_id, i.id, i.currency, t.tax_category, t.tax_rate;

-- What a tenant has settled for all its documents; one row at most.
CREATE TABLE billing.setting (
    tenant_id            uuid          NOT NULL,
    payment_days         integer       NOT NULL CHECK (payment_days BETWEEN 0 AND 365),
    payment_end_of_month boolean       NOT NULL,
    tax_rate_id          uuid,
    exchange_source      text,
    exchange_days        integer       NOT NULL CHECK (exchange_days BETWEEN 0 AND 31),
    interest_percent     numeric(7, 4) NOT NULL CHECK (interest_percent BETWEEN 0 AND 100),
    version              bigint        NOT NULL,
    updated_at           timestamptz   NOT NULL,
    PRIMARY KEY (tenant_id),
    FOREIGN KEY (tenant_id, tax_rate_id) REFERENCES billing.tax_rate (tenant_id, id)
);
SELECT data.tenant_table('billing.setting');
