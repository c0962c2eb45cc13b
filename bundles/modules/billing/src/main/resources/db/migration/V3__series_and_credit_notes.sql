ALTER TABLE billing.invoice
    DROP CONSTRAINT invoice_status_check,
    ADD COLUMN kind                text           NOT NULL DEFAULT 'INVOICE' CHECK (kind IN ('INVOICE', 'CREDIT_NOTE')),
    ADD COLUMN test                boolean        NOT NULL DEFAULT false,
    ADD COLUMN credited_invoice_id uuid,
    ADD COLUMN credit_reason       text,
    ADD COLUMN agreement_id        uuid,
    ADD COLUMN agreement_period    integer,
    ADD COLUMN charge_id           uuid,
    ADD COLUMN settled             numeric(20, 4) NOT NULL DEFAULT 0,
    ADD COLUMN credited            numeric(20, 4) NOT NULL DEFAULT 0,
    ADD UNIQUE (tenant_id, agreement_id, agreement_period),
    ADD UNIQUE (tenant_id, charge_id),
    ADD FOREIGN KEY (tenant_id, credited_invoice_id) REFERENCES billing.invoice (tenant_id, id);

-- What was paid before there were payments was paid in full; what costs nothing needs no payment.
UPDATE billing.invoice SET status = 'PAID', paid_at = updated_at WHERE status = 'ISSUED' AND gross = 0;
UPDATE billing.invoice SET settled = gross WHERE status = 'PAID';

ALTER TABLE billing.invoice
    ADD CONSTRAINT invoice_status_known
        CHECK (status IN ('DRAFT', 'ISSUED', 'PARTIALLY_PAID', 'PAID', 'CREDITED', 'VOID')),
    ADD CONSTRAINT invoice_settled_within_gross CHECK (0 <= credited AND credited <= settled AND settled <= gross),
    ADD CONSTRAINT invoice_status_of_balance CHECK (CASE status
        WHEN 'DRAFT' THEN settled = 0
        WHEN 'VOID' THEN settled = 0
        WHEN 'ISSUED' THEN settled = 0 AND (gross > 0 OR kind = 'CREDIT_NOTE')
        WHEN 'PARTIALLY_PAID' THEN settled > 0 AND settled < gross
        ELSE settled = gross END),
    ADD CONSTRAINT invoice_credit_note CHECK ((kind = 'CREDIT_NOTE') = (credited_invoice_id IS NOT NULL)),
    ADD CONSTRAINT invoice_credit_note_status CHECK (kind = 'INVOICE' OR status IN ('DRAFT', 'ISSUED'));
CREATE INDEX invoice_credits ON billing.invoice (tenant_id, credited_invoice_id) WHERE credited_invoice_id IS NOT NULL;
CREATE INDEX invoice_open ON billing.invoice (tenant_id, customer_id, currency, due_date, id)
    WHERE status IN ('ISSUED', 'PARTIALLY_PAID') AND kind = 'INVOICE';

-- Which line of the invoice a line of a credit note takes back.
ALTER TABLE billing.invoice_item ADD COLUMN credited_position integer;

-- How the numbers of a kind of document look, where a tenant wants them otherwise.
CREATE TABLE billing.number_series (
    tenant_id uuid    NOT NULL,
    series    text    NOT NULL CHECK (series IN ('INVOICE', 'CREDIT_NOTE', 'TEST_INVOICE', 'TEST_CREDIT_NOTE')),
    prefix    text    NOT NULL,
    yearly    boolean NOT NULL,
    digits    integer NOT NULL CHECK (digits BETWEEN 1 AND 12),
    PRIMARY KEY (tenant_id, series),
    UNIQUE (tenant_id, prefix) DEFERRABLE INITIALLY DEFERRED
);
SELECT data.tenant_table('billing.number_series');

-- The last number given out in a series; year 0 for one that goes on for ever. Its row is locked from the issue of a
-- document to the end of that transaction: a rollback takes the number back, and the next issue waits to see which it is.
CREATE TABLE billing.series_counter (
    tenant_id   uuid    NOT NULL,
    series      text    NOT NULL,
    year        integer NOT NULL,
    last_number integer NOT NULL,
    PRIMARY KEY (tenant_id, series, year)
);
SELECT data.tenant_table('billing.series_counter');
INSERT INTO billing.series_counter (tenant_id, series, year, last_number)
SELECT tenant_id, 'INVOICE', year, last_number FROM billing.invoice_counter;
DROP TABLE billing.invoice_counter;

-- A document that was issued never changes, whoever writes: only what was paid of it does.
CREATE FUNCTION billing.guard_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'DRAFT' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' THEN
        -- The owner of the tables deletes what a tenant leaves behind as a whole.
        IF (SELECT relowner FROM pg_class WHERE oid = TG_RELID) = current_user::regrole THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'document % was issued and cannot be deleted', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.kind, NEW.number, NEW.test, NEW.customer_id, NEW.currency, NEW.issue_date,
            NEW.due_date, NEW.notes, NEW.net, NEW.tax, NEW.gross, NEW.credited_invoice_id, NEW.credit_reason)
        IS DISTINCT FROM (OLD.id, OLD.kind, OLD.number, OLD.test, OLD.customer_id, OLD.currency,
            OLD.issue_date, OLD.due_date, OLD.notes, OLD.net, OLD.tax, OLD.gross, OLD.credited_invoice_id,
            OLD.credit_reason)
        OR NEW.status = 'DRAFT' OR (OLD.status = 'VOID' AND NEW.status <> 'VOID') THEN
        RAISE EXCEPTION 'document % was issued and cannot be changed', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON billing.invoice
    FOR EACH ROW EXECUTE FUNCTION billing.guard_invoice();

CREATE FUNCTION billing.guard_invoice_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line billing.invoice_item := coalesce(NEW, OLD);
BEGIN
    IF EXISTS (SELECT FROM billing.invoice
            WHERE tenant_id = line.tenant_id AND id = line.invoice_id AND status <> 'DRAFT')
        AND (SELECT relowner FROM pg_class WHERE oid = TG_RELID) <> current_user::regrole THEN
        RAISE EXCEPTION 'items of an issued document cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN line;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON billing.invoice_item
    FOR EACH ROW EXECUTE FUNCTION billing.guard_invoice_item();
