-- Under which address somebody without an account may see and pay an invoice; the token itself is kept nowhere.
CREATE TABLE billing.invoice_link (
    tenant_id  uuid        NOT NULL,
    invoice_id uuid        NOT NULL,
    digest     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, invoice_id),
    UNIQUE (tenant_id, digest),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id)
);
SELECT data.tenant_table('billing.invoice_link', 'tenant_id', 'SELECT, INSERT');
