-- What the two sides propose to one another, and what they agreed on.

CREATE TABLE marketplace.offer (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    side text NOT NULL CHECK (side IN ('OWNER', 'APPLICANT')),
    user_id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('OPEN', 'ACCEPTED', 'DECLINED', 'COUNTERED', 'WITHDRAWN', 'EXPIRED')),
    price numeric(17, 4) NOT NULL,
    currency text NOT NULL,
    quantity numeric(12, 4) NOT NULL CHECK (quantity > 0),
    starts_at timestamptz,
    ends_at timestamptz,
    timezone text,
    message text,
    expires_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (ends_at > starts_at),
    FOREIGN KEY (tenant_id, application_id) REFERENCES marketplace.application (tenant_id, id)
);
CREATE UNIQUE INDEX offer_open_key ON marketplace.offer (tenant_id, application_id) WHERE status = 'OPEN';
CREATE INDEX offer_application ON marketplace.offer (tenant_id, application_id, id);
SELECT data.tenant_table('marketplace.offer');

CREATE TABLE marketplace.engagement (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    listing_id uuid NOT NULL,
    application_id uuid NOT NULL,
    offer_id uuid,
    owner_user_id uuid NOT NULL,
    applicant_user_id uuid NOT NULL,
    provider_user_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    title text NOT NULL,
    price numeric(17, 4) NOT NULL,
    currency text NOT NULL,
    quantity numeric(12, 4) NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz,
    timezone text,
    location text,
    status text NOT NULL CHECK (status IN ('ACTIVE', 'COMPLETED', 'CANCELLED')),
    appointment text NOT NULL CHECK (appointment IN
        ('NONE', 'AGREED', 'BOOKED', 'REFUSED', 'COMPLETED', 'CANCELLED', 'NO_SHOW', 'WITHDRAWN')),
    booking_id uuid,
    appointment_note text,
    sale text NOT NULL CHECK (sale IN ('NONE', 'MADE', 'INVOICED', 'SETTLED')),
    invoice_id uuid,
    invoice_number text,
    completed_at timestamptz,
    cancelled_at timestamptz,
    cancelled_by uuid,
    cancel_reason text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, listing_id) REFERENCES marketplace.listing (tenant_id, id),
    FOREIGN KEY (tenant_id, application_id) REFERENCES marketplace.application (tenant_id, id),
    FOREIGN KEY (tenant_id, offer_id) REFERENCES marketplace.offer (tenant_id, id)
);
CREATE UNIQUE INDEX engagement_application_key ON marketplace.engagement (tenant_id, application_id)
    WHERE status <> 'CANCELLED';
CREATE INDEX engagement_listing ON marketplace.engagement (tenant_id, listing_id, id);
CREATE INDEX engagement_owner ON marketplace.engagement (tenant_id, owner_user_id, id);
CREATE INDEX engagement_applicant ON marketplace.engagement (tenant_id, applicant_user_id, id);
CREATE INDEX engagement_offer ON marketplace.engagement (tenant_id, offer_id);
SELECT data.tenant_table('marketplace.engagement');
