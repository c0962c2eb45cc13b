-- By what providers know the tenant. Nothing of it is ever given back by an operation.
CREATE TABLE billing.provider_account (
    tenant_id      uuid        NOT NULL,
    provider       text        NOT NULL,
    api_key        text        NOT NULL,
    webhook_secret text        NOT NULL,
    webhook_token  text        NOT NULL,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, provider)
);
SELECT data.tenant_table('billing.provider_account');

-- Recorded before a provider is asked: what is UNRESOLVED may have been charged or not.
CREATE TABLE billing.payment_attempt (
    tenant_id          uuid           NOT NULL,
    id                 uuid           NOT NULL,
    invoice_id         uuid           NOT NULL,
    number             integer        NOT NULL,
    provider           text           NOT NULL,
    currency           text           NOT NULL,
    amount             numeric(20, 4) NOT NULL CHECK (amount > 0),
    payment_method     text,
    state              text           NOT NULL CHECK (
        state IN ('UNRESOLVED', 'PENDING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'DOUBTFUL')),
    external_reference text,
    failure            text,
    tries              integer        NOT NULL DEFAULT 0,
    created_at         timestamptz    NOT NULL,
    updated_at         timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, invoice_id, number),
    UNIQUE (tenant_id, provider, external_reference),
    FOREIGN KEY (tenant_id, invoice_id) REFERENCES billing.invoice (tenant_id, id)
);
-- Two charges of one invoice at once would be one too many.
CREATE UNIQUE INDEX payment_attempt_under_way ON billing.payment_attempt (tenant_id, invoice_id)
    WHERE state IN ('UNRESOLVED', 'PENDING', 'DOUBTFUL') AND provider <> 'manual';
SELECT data.tenant_table('billing.payment_attempt');

CREATE TABLE billing.refund_attempt (
    tenant_id          uuid           NOT NULL,
    id                 uuid           NOT NULL,
    attempt_id         uuid           NOT NULL,
    amount             numeric(20, 4) NOT NULL CHECK (amount > 0),
    state              text           NOT NULL CHECK (state IN ('UNRESOLVED', 'PENDING', 'SUCCEEDED', 'FAILED', 'DOUBTFUL')),
    external_reference text,
    failure            text,
    tries              integer        NOT NULL DEFAULT 0,
    created_at         timestamptz    NOT NULL,
    updated_at         timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, attempt_id) REFERENCES billing.payment_attempt (tenant_id, id)
);
CREATE INDEX refund_attempt_by_attempt ON billing.refund_attempt (tenant_id, attempt_id, id);
SELECT data.tenant_table('billing.refund_attempt');

-- All that providers have said, each thing once.
CREATE TABLE billing.provider_event (
    tenant_id         uuid        NOT NULL,
    provider          text        NOT NULL,
    id                text        NOT NULL,
    type              text        NOT NULL,
    fact              text        NOT NULL,
    attempt_id        uuid,
    payment_reference text,
    subject           text,
    amount            numeric(20, 4),
    currency          text,
    detail            text,
    happened_at       timestamptz NOT NULL,
    received_at       timestamptz NOT NULL,
    body              text,
    PRIMARY KEY (tenant_id, provider, id)
);
CREATE INDEX provider_event_by_payment ON billing.provider_event (tenant_id, provider, payment_reference, id);
SELECT data.tenant_table('billing.provider_event', 'tenant_id', 'SELECT, INSERT');
