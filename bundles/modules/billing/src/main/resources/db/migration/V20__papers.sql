-- What the papers of the tenant show besides what is invoiced.
CREATE TABLE billing.letterhead (
    tenant_id         uuid NOT NULL,
    color             text,
    bank_holder       text,
    iban              text,
    bic               text,
    bank              text,
    contact           text,
    phone             text,
    email             text,
    electronic_scheme text,
    electronic_value  text,
    payment_terms     text,
    footer            text,
    PRIMARY KEY (tenant_id)
);
SELECT data.tenant_table('billing.letterhead');

CREATE TABLE billing.customer_delivery (
    tenant_id         uuid NOT NULL,
    customer_id       uuid NOT NULL,
    buyer_reference   text,
    contact           text,
    email             text,
    electronic_scheme text,
    electronic_value  text,
    PRIMARY KEY (tenant_id, customer_id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.customer_delivery');

-- Exports read by date, page after page.
CREATE INDEX invoice_by_date ON billing.invoice (tenant_id, issue_date, id);
CREATE INDEX payment_by_date ON billing.payment (tenant_id, received_at, id);
