-- Credentials are sealed; those that were stated before are when they are next used.
ALTER TABLE billing.provider_account ADD COLUMN sealed boolean NOT NULL DEFAULT false;

-- What a provider calls a customer.
CREATE TABLE billing.provider_customer (
    tenant_id   uuid        NOT NULL,
    customer_id uuid        NOT NULL,
    provider    text        NOT NULL,
    reference   text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, customer_id, provider),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.provider_customer');

-- A payer is about to leave something that can be charged later.
CREATE TABLE billing.payment_method_setup (
    tenant_id          uuid        NOT NULL,
    id                 uuid        NOT NULL,
    customer_id        uuid        NOT NULL,
    provider           text        NOT NULL,
    automatic          boolean     NOT NULL,
    state              text        NOT NULL CHECK (state IN ('PENDING', 'SUCCEEDED', 'CANCELED')),
    external_reference text        NOT NULL,
    failure            text,
    looks              integer     NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX payment_method_setup_by_customer ON billing.payment_method_setup (tenant_id, customer_id, id);
SELECT data.tenant_table('billing.payment_method_setup');

-- What is charged when a customer does not pay by itself: at most one thing.
CREATE TABLE billing.payment_method (
    tenant_id          uuid        NOT NULL,
    customer_id        uuid        NOT NULL,
    provider           text        NOT NULL,
    payer              text        NOT NULL,
    external_reference text        NOT NULL,
    label              text,
    automatic          boolean     NOT NULL,
    updated_at         timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, customer_id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('billing.payment_method');

-- Each round of collecting an invoice makes at most one attempt.
ALTER TABLE billing.payment_attempt
    ADD COLUMN payer            text,
    ADD COLUMN collection_round integer CHECK (collection_round >= 1),
    ADD UNIQUE (tenant_id, invoice_id, collection_round);

-- Whether the invoices of an agreement are collected, where that is not as the customer wants it.
ALTER TABLE billing.agreement ADD COLUMN collect boolean;

-- Who owes a sale may be somebody who has only stated an address: nothing is charged for that without being asked.
ALTER TABLE billing.sale ADD COLUMN client_user_id uuid;
