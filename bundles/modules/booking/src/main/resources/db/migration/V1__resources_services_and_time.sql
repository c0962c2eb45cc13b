-- Who or what can be booked. Units of one resource are interchangeable.
CREATE TABLE booking.resource (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('USER', 'PROFILE', 'ROOM', 'THING')),
    user_id     uuid,
    profile_id  uuid,
    name        text        NOT NULL,
    names       jsonb       NOT NULL DEFAULT '{}',
    description text,
    timezone    text        NOT NULL,
    capacity    integer     NOT NULL CHECK (capacity BETWEEN 1 AND 1000),
    active      boolean     NOT NULL,
    feed_digest text,
    version     bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK ((kind = 'USER') = (user_id IS NOT NULL AND profile_id IS NULL)),
    CHECK ((kind = 'PROFILE') = (profile_id IS NOT NULL))
);
CREATE UNIQUE INDEX resource_user_id ON booking.resource (tenant_id, user_id)
    WHERE kind = 'USER' AND deleted_at IS NULL;
CREATE UNIQUE INDEX resource_profile_id ON booking.resource (tenant_id, profile_id)
    WHERE profile_id IS NOT NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX resource_feed_digest ON booking.resource (tenant_id, feed_digest) WHERE feed_digest IS NOT NULL;
SELECT data.tenant_table('booking.resource');

-- What can be booked of them. Money is in the service's currency; a service without price has none.
CREATE TABLE booking.service (
    tenant_id                uuid           NOT NULL,
    id                       uuid           NOT NULL,
    type                     text           NOT NULL CHECK (type IN ('APPOINTMENT', 'SERVICE', 'CONSULTATION', 'EVENT')),
    name                     text           NOT NULL,
    names                    jsonb          NOT NULL DEFAULT '{}',
    description              text,
    descriptions             jsonb          NOT NULL DEFAULT '{}',
    duration_minutes         integer        NOT NULL CHECK (duration_minutes > 0),
    buffer_before_minutes    integer        NOT NULL CHECK (buffer_before_minutes >= 0),
    buffer_after_minutes     integer        NOT NULL CHECK (buffer_after_minutes >= 0),
    slot_step_minutes        integer        NOT NULL CHECK (slot_step_minutes > 0),
    lead_minutes             integer        NOT NULL CHECK (lead_minutes >= 0),
    horizon_days             integer        NOT NULL CHECK (horizon_days > 0),
    price                    numeric(20, 4) CHECK (price >= 0),
    currency                 text,
    requires_confirmation    boolean        NOT NULL,
    -- A client cancels free of charge until so many minutes before the start; null: until the start.
    free_cancellation_minutes integer       CHECK (free_cancellation_minutes >= 0),
    -- What a later cancellation, or not to come, costs: a part of the price or a fixed amount; neither: nothing.
    cancellation_fee_percent numeric(5, 2)  CHECK (cancellation_fee_percent BETWEEN 0 AND 100),
    cancellation_fee_amount  numeric(20, 4) CHECK (cancellation_fee_amount >= 0),
    no_show_fee_percent      numeric(5, 2)  CHECK (no_show_fee_percent BETWEEN 0 AND 100),
    no_show_fee_amount       numeric(20, 4) CHECK (no_show_fee_amount >= 0),
    reminder_minutes         integer[]      NOT NULL DEFAULT '{}',
    location                 text,
    meeting_url              text,
    active                   boolean        NOT NULL,
    version                  bigint         NOT NULL,
    created_at               timestamptz    NOT NULL,
    updated_at               timestamptz    NOT NULL,
    deleted_at               timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK (price IS NULL OR currency IS NOT NULL),
    CHECK (cancellation_fee_percent IS NULL OR cancellation_fee_amount IS NULL),
    CHECK (no_show_fee_percent IS NULL OR no_show_fee_amount IS NULL),
    CHECK (currency IS NOT NULL OR (cancellation_fee_amount IS NULL AND no_show_fee_amount IS NULL))
);
SELECT data.tenant_table('booking.service');

-- Which resources do it, in which order they are asked; assigned_at is when one was last given a booking in turn.
CREATE TABLE booking.service_resource (
    tenant_id   uuid    NOT NULL,
    service_id  uuid    NOT NULL,
    resource_id uuid    NOT NULL,
    position    integer NOT NULL,
    assigned_at timestamptz,
    PRIMARY KEY (tenant_id, service_id, resource_id),
    FOREIGN KEY (tenant_id, service_id) REFERENCES booking.service (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, resource_id) REFERENCES booking.resource (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX service_resource_by_resource ON booking.service_resource (tenant_id, resource_id);
SELECT data.tenant_table('booking.service_resource');

-- The one table in which a unit of a resource is taken, buffers included: two rows can never meet, whoever writes them.
-- Bounds are columns because only comparisons of plain values use an index under row-level security.
CREATE TABLE booking.occupation (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    resource_id uuid        NOT NULL,
    unit        integer     NOT NULL CHECK (unit > 0),
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('HOLD', 'BOOKING')),
    booking_id  uuid,
    hold_id     uuid,
    expires_at  timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, resource_id) REFERENCES booking.resource (tenant_id, id),
    CHECK (starts_at < ends_at),
    CHECK (kind <> 'BOOKING' OR (booking_id IS NOT NULL AND expires_at IS NULL)),
    CHECK (kind <> 'HOLD' OR (hold_id IS NOT NULL AND expires_at IS NOT NULL)),
    CONSTRAINT occupation_taken_once EXCLUDE USING gist (
        tenant_id WITH =, resource_id WITH =, unit WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX occupation_by_end ON booking.occupation (tenant_id, resource_id, ends_at);
CREATE INDEX occupation_by_booking ON booking.occupation (tenant_id, booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX occupation_by_hold ON booking.occupation (tenant_id, hold_id) WHERE hold_id IS NOT NULL;
SELECT data.tenant_table('booking.occupation');

-- The hours of a resource by its own wall clock: every week on a day (0 is Sunday), on one date, or by a recurrence
-- rule from starts_on. Minutes count from the midnight that begins the day; an end past 1440 lies on the next day.
CREATE TABLE booking.availability (
    tenant_id    uuid     NOT NULL,
    id           uuid     NOT NULL,
    resource_id  uuid     NOT NULL,
    day_of_week  smallint CHECK (day_of_week BETWEEN 0 AND 6),
    date         date,
    starts_on    date,
    recurrence   text,
    start_minute integer  NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    end_minute   integer  NOT NULL CHECK (end_minute > start_minute AND end_minute <= start_minute + 1440),
    available    boolean  NOT NULL,
    note         text,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, resource_id) REFERENCES booking.resource (tenant_id, id) ON DELETE CASCADE,
    CHECK (num_nonnulls(day_of_week, date, starts_on) = 1),
    CHECK ((starts_on IS NULL) = (recurrence IS NULL))
);
CREATE INDEX availability_by_resource ON booking.availability (tenant_id, resource_id);
SELECT data.tenant_table('booking.availability');

-- When a resource is busy elsewhere, as a calendar of its own says.
CREATE TABLE booking.busy_time (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    resource_id uuid        NOT NULL,
    source      text        NOT NULL,
    uid         text        NOT NULL,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, resource_id) REFERENCES booking.resource (tenant_id, id) ON DELETE CASCADE,
    CHECK (starts_at < ends_at)
);
CREATE INDEX busy_time_by_end ON booking.busy_time (tenant_id, resource_id, ends_at);
CREATE INDEX busy_time_by_source ON booking.busy_time (tenant_id, resource_id, source);
SELECT data.tenant_table('booking.busy_time');

-- What a tenant settles for all bookings; no row: nothing but its own currency is taken.
CREATE TABLE booking.setting (
    tenant_id  uuid        NOT NULL,
    currencies text[]      NOT NULL,
    version    bigint      NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT data.tenant_table('booking.setting');
