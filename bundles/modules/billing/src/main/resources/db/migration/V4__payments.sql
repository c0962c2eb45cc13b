-- Money that came in. What is not allocated to invoices, refunded or reversed is credit of the customer.
CREATE TABLE billing.payment (
    tenant_id          uuid           NOT NULL,
    id                 uuid           NOT NULL,
    customer_id        uuid,
    currency           text           NOT NULL,
    amount             numeric(20, 4) NOT NULL CHECK (amount > 0),
    allocated          numeric(20, 4) NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    refunded           numeric(20, 4) NOT NULL DEFAULT 0 CHECK (refunded >= 0),
    reversed           numeric(20, 4) NOT NULL DEFAULT 0 CHECK (reversed >= 0),
    provider           text           NOT NULL,
    external_reference text,
    reference          text,
    test               boolean        NOT NULL,
    received_at        timestamptz    NOT NULL,
    created_at         timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, provider, external_reference),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id),
    CONSTRAINT payment_used_within_amount CHECK (allocated + refunded + reversed <= amount),
    CONSTRAINT payment_of_nobody_unused CHECK (customer_id IS NOT NULL OR allocated = 0)
);
CREATE INDEX payment_by_customer ON billing.payment (tenant_id, customer_id, id);
SELECT data.tenant_table('billing.payment', 'tenant_id', 'SELECT, INSERT, UPDATE');

CREATE TABLE billing.refund (
    tenant_id          uuid           NOT NULL,
    id                 uuid           NOT NULL,
    payment_id         uuid           NOT NULL,
    kind               text           NOT NULL CHECK (kind IN ('REFUND', 'REVERSAL')),
    amount             numeric(20, 4) NOT NULL CHECK (amount > 0),
    provider           text           NOT NULL,
    external_reference text,
    reason             text,
    refunded_at        timestamptz    NOT NULL,
    created_at         timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, provider, external_reference),
    FOREIGN KEY (tenant_id, payment_id) REFERENCES billing.payment (tenant_id, id)
);
CREATE INDEX refund_by_payment ON billing.refund (tenant_id, payment_id, id);
SELECT data.tenant_table('billing.refund', 'tenant_id', 'SELECT, INSERT');

-- What of a payment or a credit note settles which invoice; less than nothing takes it back. Rows only come.
CREATE TABLE billing.allocation (
    tenant_id      uuid           NOT NULL,
    id             uuid           NOT NULL,
    invoice_id     uuid           NOT NULL,
    payment_id     uuid,
    credit_note_id uuid,
    amount         numeric(20, 4) NOT NULL CHECK (amount <> 0),
    created_at     timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id),
    FOREIGN KEY (tenant_id, payment_id) REFERENCES billing.payment (tenant_id, id),
    FOREIGN KEY (tenant_id, credit_note_id) REFERENCES billing.invoice (tenant_id, id),
    CHECK ((payment_id IS NULL) <> (credit_note_id IS NULL))
);
CREATE INDEX allocation_by_invoice ON billing.allocation (tenant_id, invoice_id, id);
CREATE INDEX allocation_by_payment ON billing.allocation (tenant_id, payment_id, id) WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_by_credit_note ON billing.allocation (tenant_id, credit_note_id, id)
    WHERE credit_note_id IS NOT NULL;
SELECT data.tenant_table('billing.allocation', 'tenant_id', 'SELECT, INSERT');

-- What a customer owes, booking by booking: more than nothing raises it, less lowers it. Rows only come.
CREATE TABLE billing.entry (
    tenant_id   uuid           NOT NULL,
    id          uuid           NOT NULL,
    customer_id uuid           NOT NULL,
    currency    text           NOT NULL,
    test        boolean        NOT NULL,
    kind        text           NOT NULL
        CHECK (kind IN ('INVOICE', 'CREDIT_NOTE', 'VOID', 'PAYMENT', 'REFUND', 'REVERSAL')),
    amount      numeric(20, 4) NOT NULL,
    booked_on   date           NOT NULL,
    invoice_id  uuid,
    payment_id  uuid,
    refund_id   uuid,
    created_at  timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id),
    FOREIGN KEY (tenant_id, payment_id) REFERENCES billing.payment (tenant_id, id),
    FOREIGN KEY (tenant_id, refund_id) REFERENCES billing.refund (tenant_id, id),
    CHECK (CASE WHEN kind IN ('INVOICE', 'REFUND', 'REVERSAL') THEN amount >= 0 ELSE amount <= 0 END)
);
CREATE INDEX entry_by_customer ON billing.entry (tenant_id, customer_id, currency, booked_on, id);
SELECT data.tenant_table('billing.entry', 'tenant_id', 'SELECT, INSERT');

-- Invoices that were paid before there were payments get theirs.
INSERT INTO billing.payment (tenant_id, id, customer_id, currency, amount, allocated, provider, external_reference,
    reference, test, received_at, created_at)
SELECT tenant_id, gen_random_uuid(), customer_id, currency, gross, gross, 'manual', 'invoice ' || id, payment_reference, false,
    paid_at, updated_at
FROM billing.invoice WHERE status = 'PAID' AND gross > 0;
INSERT INTO billing.allocation (tenant_id, id, invoice_id, payment_id, amount, created_at)
SELECT p.tenant_id, gen_random_uuid(), i.id, p.id, i.gross, p.created_at
FROM billing.payment p JOIN billing.invoice i
    ON i.tenant_id = p.tenant_id AND p.external_reference = 'invoice ' || i.id;
INSERT INTO billing.entry (tenant_id, id, customer_id, currency, test, kind, amount, booked_on, invoice_id, created_at)
SELECT tenant_id, gen_random_uuid(), customer_id, currency, false, 'INVOICE', gross, issue_date, id, updated_at
FROM billing.invoice WHERE status <> 'DRAFT'
UNION ALL
SELECT tenant_id, gen_random_uuid(), customer_id, currency, false, 'VOID', -gross, voided_at::date, id, updated_at
FROM billing.invoice WHERE status = 'VOID';
INSERT INTO billing.entry (tenant_id, id, customer_id, currency, test, kind, amount, booked_on, payment_id, created_at)
SELECT tenant_id, gen_random_uuid(), customer_id, currency, false, 'PAYMENT', -amount, received_at::date, id, created_at
FROM billing.payment;

-- At the end of every transaction the sums are what the rows say, whoever wrote them.
CREATE FUNCTION billing.check_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named uuid := CASE TG_TABLE_NAME WHEN 'invoice' THEN (to_jsonb(NEW) ->> 'id')::uuid
        ELSE (to_jsonb(NEW) ->> 'invoice_id')::uuid END;
    invoice billing.invoice;
    paid numeric;
    credited numeric;
BEGIN
    SELECT * INTO invoice FROM billing.invoice WHERE tenant_id = NEW.tenant_id AND id = named;
    SELECT coalesce(sum(amount), 0), coalesce(sum(amount) FILTER (WHERE credit_note_id IS NOT NULL), 0)
    INTO paid, credited FROM billing.allocation WHERE tenant_id = NEW.tenant_id AND invoice_id = named;
    IF invoice.id IS NOT NULL AND (invoice.settled <> paid OR invoice.credited <> credited) THEN
        RAISE EXCEPTION 'invoice % is settled with % (% credited), but % (%) is allocated',
            named, invoice.settled, invoice.credited, paid, credited USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER UPDATE OF settled, credited ON billing.invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.check_invoice();
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON billing.allocation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.check_invoice();

CREATE FUNCTION billing.check_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named uuid := CASE TG_TABLE_NAME WHEN 'payment' THEN (to_jsonb(NEW) ->> 'id')::uuid
        ELSE (to_jsonb(NEW) ->> 'payment_id')::uuid END;
    payment billing.payment;
    used numeric;
    back numeric;
    taken numeric;
BEGIN
    SELECT * INTO payment FROM billing.payment WHERE tenant_id = NEW.tenant_id AND id = named;
    SELECT coalesce(sum(amount), 0) INTO used
    FROM billing.allocation WHERE tenant_id = NEW.tenant_id AND payment_id = named;
    SELECT coalesce(sum(amount) FILTER (WHERE kind = 'REFUND'), 0),
        coalesce(sum(amount) FILTER (WHERE kind = 'REVERSAL'), 0)
    INTO back, taken FROM billing.refund WHERE tenant_id = NEW.tenant_id AND payment_id = named;
    IF payment.id IS NOT NULL AND (payment.allocated, payment.refunded, payment.reversed) <> (used, back, taken) THEN
        RAISE EXCEPTION 'payment % does not add up: allocated %, refunded %, reversed %', named, used, back, taken
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT OR UPDATE ON billing.payment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.check_payment();
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON billing.refund
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.check_payment();
CREATE CONSTRAINT TRIGGER balanced_payment AFTER INSERT ON billing.allocation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.payment_id IS NOT NULL)
    EXECUTE FUNCTION billing.check_payment();
