package org.stoa.booking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.testkit.SqlMapper;

/** Who moves bookings where, and what becomes of what they had. */
class ReschedulingTest {
    private static final String START = "2026-03-05T10:00:00Z";
    private static final String LATER = "2026-03-06T10:00:00Z";

    private static BookingsFixture booking;

    private CallContext staff;
    private CallContext client;
    private UUID room;
    private UUID other;
    private UUID service;

    @BeforeAll
    static void start() {
        booking = new BookingsFixture();
    }

    @AfterAll
    static void stop() {
        booking.close();
    }

    @BeforeEach
    void tenant() {
        booking.clock.set(BookingsFixture.NOW);
        staff = booking.newTenant("Europe/Berlin");
        client = BookingsFixture.client(staff);
        room = booking.room(staff, 1);
        other = booking.room(staff, 1);
        service = booking.service(staff, "", room, other);
    }

    private static Booking move(CallContext context, UUID id, String start, List<UUID> resources) {
        return booking.services
                .rescheduling
                .reschedule(
                        context, id, new RescheduleFields(Instant.parse(start), null, resources, null, null, null))
                .get(0);
    }

    @Test
    void whoHasWaitedForAnotherMoveGoesOnFromThere() {
        Booking one = booking.book(client, service, START);

        CompletableFuture<Booking> waiting =
                booking.database.write(staff, BookingMapper.class, (mapper, transaction) -> {
                    mapper.lock(one.id());
                    CompletableFuture<Booking> second =
                            CompletableFuture.supplyAsync(() -> move(staff, one.id(), LATER, null));
                    awaitWaiting(transaction);
                    for (String table : List.of("booking_resource", "occupation")) {
                        transaction
                                .mapper(SqlMapper.class)
                                .execute("UPDATE booking." + table + " SET resource_id = '" + other
                                        + "' WHERE booking_id = '" + one.id() + "'");
                    }
                    return second;
                });

        assertThat(waiting.join().resourceIds()).containsExactly(other);
        assertThat(booking.texts(staff, "SELECT resource_id FROM booking.occupation"))
                .containsExactly(other.toString());
    }

    private static void awaitWaiting(Transaction transaction) {
        SqlMapper sql = transaction.mapper(SqlMapper.class);
        long end = System.nanoTime() + 20_000_000_000L;
        while (sql.texts("SELECT pid FROM pg_locks WHERE NOT granted").isEmpty()) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
