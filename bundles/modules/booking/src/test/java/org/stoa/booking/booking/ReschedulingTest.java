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
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.booking.BookingRequested;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.Problems;
import org.stoa.booking.series.SeriesFields;
import org.stoa.booking.service.ServiceType;
import org.stoa.testkit.RecordingListener;
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
                .reschedule(context, id, new RescheduleFields(Instant.parse(start), null, resources, null, null, null))
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
                    BookingsFixture.awaitWaiting(transaction.mapper(SqlMapper.class));
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

    @Test
    void whoProvidesABookingWithoutServiceKeepsToItsResourcesAndTheirHours() {
        UUID providerId = UUID.randomUUID();
        UUID person = booking.resource(staff, "USER", providerId, 1);
        CallContext provider = as(client, providerId);
        Booking one = booking.services.bookings.create(
                staff,
                new BookingFields(
                        null,
                        List.of(person),
                        null,
                        Instant.parse(START),
                        Instant.parse("2026-03-05T11:00:00Z"),
                        null,
                        null,
                        new Guest("Gerd", null),
                        ServiceType.EVENT,
                        "Dinner",
                        null,
                        null,
                        null,
                        null,
                        null));

        assertThat(Problems.code(() -> move(provider, one.id(), LATER, List.of(room))))
                .isEqualTo("permission-denied");
        assertThat(move(provider, one.id(), LATER, null).start()).isEqualTo(LATER);
        booking.execute(staff, "UPDATE booking.availability SET end_minute = 720");
        assertThat(Problems.code(() -> move(provider, one.id(), "2026-03-06T10:30:00Z", null)))
                .as("until 12:00 in Berlin")
                .isEqualTo("slot-not-offered");
        assertThat(move(provider, one.id(), "2026-03-07T10:00:00Z", null).start())
                .isEqualTo("2026-03-07T10:00:00Z");
        assertThat(move(staff, one.id(), "2026-03-07T20:00:00Z", List.of(room)).resourceIds())
                .containsExactly(room);
    }

    @Test
    void allThatFollowAreOfThoseWhoMayDoItWithEachOfThem() {
        UUID providerId = UUID.randomUUID();
        UUID person = booking.resource(staff, "USER", providerId, 1);
        UUID shared = booking.service(staff, "", person, room);
        CallContext provider = as(client, providerId);
        List<Booking> series = booking.services
                .series
                .create(client, new SeriesFields(BookingsFixture.wish(shared, START), "FREQ=WEEKLY;COUNT=3", null))
                .bookings();
        UUID first = series.get(0).id();
        move(staff, series.get(2).id(), "2026-03-19T10:00:00Z", List.of(room));

        assertThat(Problems.code(() -> booking.services.lifecycle.cancel(
                        provider, first, new CancelFields(null, Scope.FOLLOWING, null))))
                .isEqualTo("permission-denied");
        assertThat(Problems.code(() -> booking.services.rescheduling.reschedule(
                        provider,
                        first,
                        new RescheduleFields(Instant.parse(LATER), null, null, null, Scope.FOLLOWING, null))))
                .isEqualTo("permission-denied");
        assertThat(booking.texts(staff, "SELECT DISTINCT status FROM booking.booking"))
                .containsExactly("CONFIRMED");
    }

    @Test
    void whatAClientMovesIsConfirmedAgain() {
        booking.execute(staff, "UPDATE booking.service SET requires_confirmation = true");
        RecordingListener<SaleMade> made = new RecordingListener<>(SaleMade.class);
        RecordingListener<SaleCancelled> cancelled = new RecordingListener<>(SaleCancelled.class);
        RecordingListener<BookingRequested> requested = new RecordingListener<>(BookingRequested.class);
        UUID id = booking.book(client, service, START).id();
        booking.services.lifecycle.confirm(staff, id);

        assertThat(Problems.field(() -> move(client, id, LATER, List.of(other))))
                .isEqualTo("resourceIds");
        Booking moved = move(client, id, LATER, null);
        booking.deliver(made, cancelled, requested);

        assertThat(moved.status()).isEqualTo(BookingStatus.PENDING);
        assertThat(moved.confirmedAt()).isNull();
        assertThat(cancelled.of(staff))
                .extracting(SaleCancelled::saleId)
                .containsExactly(made.of(staff).get(0).saleId());
        assertThat(requested.of(staff))
                .extracting(event -> event.start().toString())
                .containsExactly(START, LATER);
        assertThat(booking.services.lifecycle.confirm(staff, id).status()).isEqualTo(BookingStatus.CONFIRMED);
        booking.deliver(made, cancelled, requested);
        assertThat(made.of(staff)).hasSize(2);
        assertThat(move(staff, id, START, null).status()).isEqualTo(BookingStatus.CONFIRMED);
        move(client, id, LATER, null);
        booking.moveTo(LATER, made);
        assertThat(booking.services.bookings.get(staff, id).status()).isEqualTo(BookingStatus.CANCELLED);
    }

    private static CallContext as(CallContext context, UUID userId) {
        var caller = context.caller();
        return new CallContext(
                context.tenantId(),
                new Caller(caller.kind(), caller.identityId(), userId, caller.sessionId(), caller.name()),
                context.permissions(),
                context.locale(),
                context.request(),
                null);
    }
}
