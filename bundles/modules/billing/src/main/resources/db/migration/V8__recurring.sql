-- What a customer is invoiced for again and again.
CREATE TABLE billing.agreement (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    customer_id uuid        NOT NULL,
    name        text        NOT NULL,
    currency    text        NOT NULL,
    interval    text        NOT NULL CHECK (interval IN ('MONTHLY', 'YEARLY')),
    starts_on   date        NOT NULL,
    ends_on     date,
    anchor_day  integer CHECK (anchor_day BETWEEN 1 AND 31),
    in_advance  boolean     NOT NULL,
    auto_issue  boolean     NOT NULL,
    status      text        NOT NULL CHECK (status IN ('ACTIVE', 'ENDED')),
    next_run    integer     NOT NULL CHECK (next_run >= 0),
    problem     text,
    version     bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES billing.customer (tenant_id, id),
    CHECK (starts_on <= ends_on)
);
CREATE INDEX agreement_by_customer ON billing.agreement (tenant_id, customer_id, id);
SELECT data.tenant_table('billing.agreement');

CREATE TABLE billing.agreement_item (
    tenant_id        uuid    NOT NULL,
    agreement_id     uuid    NOT NULL,
    position         integer NOT NULL,
    product_id       uuid,
    description      text,
    quantity         numeric(13, 4) CHECK (quantity > 0),
    metric           text,
    unit             text,
    unit_price       numeric(24, 8),
    discount_percent numeric(7, 4),
    tax_rate_id      uuid,
    tax_rate         numeric(7, 4),
    tax_category     text,
    tax_inclusive    boolean,
    exemption_reason text,
    PRIMARY KEY (tenant_id, agreement_id, position),
    FOREIGN KEY (tenant_id, agreement_id) REFERENCES billing.agreement (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, product_id) REFERENCES billing.product (tenant_id, id),
    FOREIGN KEY (tenant_id, tax_rate_id) REFERENCES billing.tax_rate (tenant_id, id),
    CHECK ((quantity IS NULL) <> (metric IS NULL))
);
CREATE INDEX agreement_item_by_product ON billing.agreement_item (tenant_id, product_id);
CREATE INDEX agreement_item_by_tax_rate ON billing.agreement_item (tenant_id, tax_rate_id);
SELECT data.tenant_table('billing.agreement_item');

-- What a customer has used, each report once; the run of the agreement that invoiced it.
CREATE TABLE billing.usage_report (
    tenant_id    uuid           NOT NULL,
    agreement_id uuid           NOT NULL,
    id           text           NOT NULL,
    metric       text           NOT NULL,
    quantity     numeric(13, 4) NOT NULL CHECK (quantity > 0),
    used_on      date           NOT NULL,
    billed_in    integer,
    reported_at  timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, agreement_id, id),
    FOREIGN KEY (tenant_id, agreement_id) REFERENCES billing.agreement (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX usage_report_unbilled ON billing.usage_report (tenant_id, agreement_id, used_on) WHERE billed_in IS NULL;
SELECT data.tenant_table('billing.usage_report');

ALTER TABLE billing.invoice
    ADD FOREIGN KEY (tenant_id, agreement_id) REFERENCES billing.agreement (tenant_id, id);
