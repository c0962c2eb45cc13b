ALTER TABLE billing.setting
    ADD COLUMN mail_documents boolean NOT NULL DEFAULT true,
    ADD COLUMN mail_reminders boolean NOT NULL DEFAULT true;

-- Which mail about a document was ordered, once: level 0 for the document itself, then the reminders.
CREATE TABLE billing.document_mail (
    tenant_id  uuid        NOT NULL,
    invoice_id uuid        NOT NULL,
    level      integer     NOT NULL CHECK (level >= 0),
    address    text        NOT NULL,
    ordered_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, invoice_id, level),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id)
);
SELECT data.tenant_table('billing.document_mail', 'tenant_id', 'SELECT, INSERT');

-- An invoice over what a reminder costs, for the invoice that was reminded of.
ALTER TABLE billing.invoice
    ADD COLUMN dunned_invoice_id uuid,
    ADD FOREIGN KEY (tenant_id, dunned_invoice_id) REFERENCES billing.invoice (tenant_id, id);
ALTER TABLE billing.dunning_level ADD COLUMN charged boolean NOT NULL DEFAULT false;
ALTER TABLE billing.dunning_notice
    ADD COLUMN fee_invoice_id   uuid,
    ADD COLUMN interest_charged numeric(20, 4) NOT NULL DEFAULT 0 CHECK (interest_charged >= 0),
    ADD FOREIGN KEY (tenant_id, fee_invoice_id) REFERENCES billing.invoice (tenant_id, id);
