-- A rule by which bookings repeat; each occurrence is a booking of its own.
CREATE TABLE booking.series (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    service_id uuid        NOT NULL,
    rule       text        NOT NULL,
    starts_at  timestamptz NOT NULL,
    timezone   text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, service_id) REFERENCES booking.service (tenant_id, id)
);
CREATE INDEX series_by_service ON booking.series (tenant_id, service_id);
SELECT data.tenant_table('booking.series');

-- Amounts are kept with four decimals, more than any currency has; the currency says how many count. The terms of
-- cancellation are those at the time of booking.
CREATE TABLE booking.booking (
    tenant_id         uuid        NOT NULL,
    id                uuid        NOT NULL,
    service_id        uuid,
    series_id         uuid,
    occurrence_at     timestamptz,
    agreement_id      uuid,
    type              text        NOT NULL CHECK (type IN ('APPOINTMENT', 'SERVICE', 'CONSULTATION', 'EVENT')),
    status            text        NOT NULL CHECK (
        status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
    client_user_id    uuid,
    client_name       text        NOT NULL,
    client_email      text,
    title             text        NOT NULL,
    description       text,
    starts_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL CHECK (ends_at > starts_at),
    timezone          text        NOT NULL,
    location          text,
    meeting_url       text,
    price             numeric(20, 4) CHECK (price >= 0),
    currency          text,
    paid              boolean     NOT NULL DEFAULT false,
    free_minutes      integer     NOT NULL DEFAULT 0 CHECK (free_minutes >= 0),
    cancellation_fee  numeric(20, 4) NOT NULL DEFAULT 0 CHECK (cancellation_fee >= 0),
    no_show_fee       numeric(20, 4) NOT NULL DEFAULT 0 CHECK (no_show_fee >= 0),
    confirmed_at      timestamptz,
    cancelled_at      timestamptz,
    reason            text,
    sequence          integer     NOT NULL DEFAULT 0,
    version           bigint      NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, agreement_id),
    FOREIGN KEY (tenant_id, service_id) REFERENCES booking.service (tenant_id, id),
    FOREIGN KEY (tenant_id, series_id) REFERENCES booking.series (tenant_id, id),
    CHECK ((status = 'CANCELLED') = (cancelled_at IS NOT NULL)),
    CHECK ((series_id IS NULL) = (occurrence_at IS NULL)),
    CHECK (price IS NULL OR currency IS NOT NULL)
);
CREATE INDEX booking_by_service ON booking.booking (tenant_id, service_id, id);
CREATE INDEX booking_by_series ON booking.booking (tenant_id, series_id, starts_at);
CREATE INDEX booking_by_client ON booking.booking (tenant_id, client_user_id, id);
CREATE INDEX booking_by_status ON booking.booking (tenant_id, status, id);
CREATE INDEX booking_by_start ON booking.booking (tenant_id, starts_at);
SELECT data.tenant_table('booking.booking');

-- What a booking is of, also once it takes the time of nothing any more.
CREATE TABLE booking.booking_resource (
    tenant_id   uuid NOT NULL,
    booking_id  uuid NOT NULL,
    resource_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, booking_id, resource_id),
    FOREIGN KEY (tenant_id, booking_id) REFERENCES booking.booking (tenant_id, id),
    FOREIGN KEY (tenant_id, resource_id) REFERENCES booking.resource (tenant_id, id)
);
CREATE INDEX booking_resource_by_resource ON booking.booking_resource (tenant_id, resource_id, booking_id);
SELECT data.tenant_table('booking.booking_resource');

-- A slot that is kept for somebody for a few minutes. A client has few of them at a time: one for each place.
CREATE TABLE booking.hold (
    tenant_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    service_id     uuid        NOT NULL,
    client_user_id uuid,
    client_name    text        NOT NULL,
    client_email   text,
    place          integer     CHECK (place > 0),
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL CHECK (ends_at > starts_at),
    timezone       text        NOT NULL,
    expires_at     timestamptz NOT NULL,
    status         text        NOT NULL CHECK (status IN ('HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED')),
    booking_id     uuid,
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, service_id) REFERENCES booking.service (tenant_id, id),
    FOREIGN KEY (tenant_id, booking_id) REFERENCES booking.booking (tenant_id, id)
);
CREATE UNIQUE INDEX hold_place ON booking.hold (tenant_id, client_user_id, place) WHERE status = 'HELD';
CREATE INDEX hold_by_service ON booking.hold (tenant_id, service_id);
CREATE INDEX hold_by_booking ON booking.hold (tenant_id, booking_id);
SELECT data.tenant_table('booking.hold');

CREATE TABLE booking.hold_resource (
    tenant_id   uuid NOT NULL,
    hold_id     uuid NOT NULL,
    resource_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, hold_id, resource_id),
    FOREIGN KEY (tenant_id, hold_id) REFERENCES booking.hold (tenant_id, id),
    FOREIGN KEY (tenant_id, resource_id) REFERENCES booking.resource (tenant_id, id)
);
CREATE INDEX hold_resource_by_resource ON booking.hold_resource (tenant_id, resource_id);
SELECT data.tenant_table('booking.hold_resource');

-- The time is taken before the booking or the hold is stored, so that whoever comes too late has stored nothing.
ALTER TABLE booking.occupation
    ADD FOREIGN KEY (tenant_id, booking_id) REFERENCES booking.booking (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (tenant_id, hold_id) REFERENCES booking.hold (tenant_id, id) DEFERRABLE INITIALLY DEFERRED;

-- Who waits for a slot; those who wait longest come first.
CREATE TABLE booking.waiting (
    tenant_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    service_id     uuid        NOT NULL,
    resource_id    uuid,
    client_user_id uuid,
    client_name    text        NOT NULL,
    client_email   text,
    starts_from    timestamptz NOT NULL,
    starts_before  timestamptz NOT NULL CHECK (starts_before > starts_from),
    timezone       text        NOT NULL,
    status         text        NOT NULL CHECK (status IN ('WAITING', 'OFFERED', 'BOOKED', 'LAPSED', 'LEFT')),
    hold_id        uuid,
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, service_id) REFERENCES booking.service (tenant_id, id),
    FOREIGN KEY (tenant_id, resource_id) REFERENCES booking.resource (tenant_id, id),
    FOREIGN KEY (tenant_id, hold_id) REFERENCES booking.hold (tenant_id, id)
);
CREATE INDEX waiting_by_service ON booking.waiting (tenant_id, service_id, id) WHERE status = 'WAITING';
CREATE UNIQUE INDEX waiting_once ON booking.waiting (
    tenant_id, service_id, client_user_id, resource_id, starts_from, starts_before) NULLS NOT DISTINCT
    WHERE status = 'WAITING' AND client_user_id IS NOT NULL;
CREATE INDEX waiting_by_resource ON booking.waiting (tenant_id, resource_id);
CREATE INDEX waiting_by_hold ON booking.waiting (tenant_id, hold_id);
CREATE INDEX waiting_by_client ON booking.waiting (tenant_id, client_user_id, id);
SELECT data.tenant_table('booking.waiting');

-- What clients owe: the price of a booking, or the fee for one that did not take place. What was settled when is
-- remembered, as news of it may come in any order.
CREATE TABLE booking.sale (
    tenant_id      uuid           NOT NULL,
    id             uuid           NOT NULL,
    booking_id     uuid           NOT NULL,
    kind           text           NOT NULL CHECK (kind IN ('PRICE', 'FEE')),
    amount         numeric(20, 4) NOT NULL CHECK (amount > 0),
    currency       text           NOT NULL,
    invoice_number text,
    paid           boolean        NOT NULL DEFAULT false,
    paid_event_at  timestamptz,
    cancelled      boolean        NOT NULL DEFAULT false,
    created_at     timestamptz    NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, booking_id, kind),
    FOREIGN KEY (tenant_id, booking_id) REFERENCES booking.booking (tenant_id, id)
);
SELECT data.tenant_table('booking.sale');

-- Times that others agreed on: each is booked or refused once, and not at all once it was withdrawn.
CREATE TABLE booking.agreement (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    outcome    text        NOT NULL CHECK (outcome IN ('BOOKED', 'REFUSED', 'WITHDRAWN')),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT data.tenant_table('booking.agreement');

-- Events of which clients were told by mail: each once, however often it is delivered.
CREATE TABLE booking.notice (
    tenant_id uuid        NOT NULL,
    event_id  uuid        NOT NULL,
    sent_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, event_id)
);
SELECT data.tenant_table('booking.notice');
