-- Until where the collection of an invoice is planned: an event that is delivered twice plans nothing twice.
CREATE TABLE billing.collection (
    tenant_id  uuid        NOT NULL,
    invoice_id uuid        NOT NULL,
    round      integer     NOT NULL CHECK (round >= 1),
    delays     integer     NOT NULL CHECK (delays >= 0),
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, invoice_id),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.collection');
