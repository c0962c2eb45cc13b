package org.stoa.booking.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;

/** How long it takes to find the slots of a service that many can do, on a database. */
class SlotsMeasureTest {
    private static final int RESOURCES = Integer.getInteger("stoa.resources", 100);
    private static final int DAYS = 30;
    private static final int ROUNDS = 5;
    private static final BookingsFixture FIXTURE = new BookingsFixture();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void slotsOfHundredResourcesOverThirtyDays() {
        CallContext context = FIXTURE.newTenant("Europe/Berlin");
        UUID room = FIXTURE.room(context, 1);
        UUID service = FIXTURE.service(context, "duration_minutes = 30, buffer_after_minutes = 10", room);
        FIXTURE.execute(
                context,
                "WITH others AS (SELECT gen_random_uuid() AS id, n FROM generate_series(2, " + RESOURCES + ") n),"
                        + " made AS (INSERT INTO booking.resource (tenant_id, id, kind, name, timezone, capacity, active,"
                        + " version, created_at, updated_at)"
                        + " SELECT r.tenant_id, o.id, r.kind, r.name, r.timezone, 1, true, 1, now(), now()"
                        + " FROM booking.resource r, others o RETURNING id),"
                        + " offered AS (INSERT INTO booking.service_resource (tenant_id, service_id, resource_id, position)"
                        + " SELECT s.tenant_id, s.id, o.id, o.n FROM booking.service s, others o)"
                        + " INSERT INTO booking.availability (tenant_id, id, resource_id, day_of_week, start_minute, end_minute,"
                        + " available)"
                        + " SELECT a.tenant_id, gen_random_uuid(), o.id, a.day_of_week, a.start_minute, a.end_minute, true"
                        + " FROM booking.availability a, others o");
        FIXTURE.execute(
                context,
                "INSERT INTO booking.availability (tenant_id, id, resource_id, date, start_minute, end_minute, available)"
                        + " SELECT r.tenant_id, gen_random_uuid(), r.id, date '2026-03-10', 720, 780, false"
                        + " FROM booking.resource r");
        FIXTURE.book(context, service, "2026-06-01T10:00:00Z");
        int taken = FIXTURE.execute(
                context,
                "INSERT INTO booking.occupation (tenant_id, id, resource_id, unit, starts_at, ends_at, kind, booking_id)"
                        + " SELECT r.tenant_id, gen_random_uuid(), r.id, 1, t, t + interval '50 minutes', 'BOOKING', b.id"
                        + " FROM booking.booking b,"
                        + " (SELECT *, make_interval(mins => row_number() OVER ()::int * 5) AS shift FROM booking.resource) r,"
                        + " generate_series(timestamptz '2026-03-02 06:00Z' + r.shift, timestamptz '2026-04-01 20:00Z',"
                        + " interval '100 minutes') t");
        Slots slots = new Slots(FIXTURE.database, FIXTURE.tenantClock);
        Instant from = Instant.parse(BookingsFixture.NOW);
        SlotQuery query = new SlotQuery(
                from, from.plus(Duration.ofDays(DAYS)), ZoneId.of("Europe/Berlin"), List.of(), SlotMode.ROUND_ROBIN);

        int found = slots.find(context, service, query).size();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            slots.find(context, service, query);
            best = Math.min(best, System.nanoTime() - start);
        }

        System.out.printf(
                "slots: %d resources, %d days, %d times taken: %d slots in %d ms%n",
                RESOURCES, DAYS, taken, found, best / 1_000_000);
        assertThat(found).isPositive();
    }
}
