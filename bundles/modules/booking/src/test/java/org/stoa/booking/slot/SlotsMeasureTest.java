package org.stoa.booking.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
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
        List<UUID> rooms = new ArrayList<>();
        for (int number = 0; number < RESOURCES; number++) {
            rooms.add(FIXTURE.room(context, 1));
        }
        UUID service = FIXTURE.service(
                context, "duration_minutes = 30, buffer_after_minutes = 10", rooms.toArray(UUID[]::new));
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
