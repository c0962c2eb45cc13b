-- What was reported and cannot be booked without somebody looking at it, and whose account rests until then.
CREATE TABLE billing.parked (
    tenant_id          uuid        NOT NULL,
    id                 uuid        NOT NULL,
    customer_id        uuid,
    reason             text        NOT NULL,
    subject            text        NOT NULL,
    detail             text        NOT NULL,
    amount             numeric(20, 4),
    currency           text,
    invoice_id         uuid,
    payment_id         uuid,
    parked_at          timestamptz NOT NULL,
    released_at        timestamptz,
    released_by        text,
    release_note       text,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, reason, subject),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id),
    FOREIGN KEY (tenant_id, payment_id) REFERENCES billing.payment (tenant_id, id),
    CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE INDEX parked_now ON billing.parked (tenant_id, customer_id) WHERE released_at IS NULL;
SELECT data.tenant_table('billing.parked', 'tenant_id', 'SELECT, INSERT, UPDATE');
