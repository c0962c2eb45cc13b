package org.stoa.booking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.booking.BookingCancelled;
import org.stoa.booking.BookingConfirmed;
import org.stoa.booking.BookingModule;
import org.stoa.booking.BookingRequested;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.Problems;
import org.stoa.booking.slot.SlotMode;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.TestContexts;

/** From the request for a booking to its end. */
class LifecycleTest {
    private static final String START = "2026-03-03T10:00:00Z";

    private static BookingsFixture booking;

    private CallContext staff;
    private CallContext client;
    private UUID room;
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
        service = booking.service(staff, "", room);
    }

    @Test
    void everyTransitionThatTheTableDoesNotNameIsRefusedWithWhatIsAllowed() {
        Map<BookingStatus, List<BookingStatus>> reached = new EnumMap<>(BookingStatus.class);
        int day = 0;
        for (BookingStatus from : BookingStatus.values()) {
            for (BookingStatus to : BookingStatus.values()) {
                if (to == BookingStatus.PENDING) {
                    continue;
                }
                booking.clock.set(BookingsFixture.NOW);
                UUID id = in(from, String.format("2026-04-%02dT10:00:00Z", 1 + day++ % 28));
                if (from.next().contains(to)) {
                    assertThat(go(id, to).status()).isEqualTo(to);
                    reached.computeIfAbsent(from, any -> new ArrayList<>()).add(to);
                } else {
                    ProblemException problem = Problems.of(() -> go(id, to));
                    assertThat(problem.code().code()).isEqualTo("transition-not-allowed");
                    assertThat(problem.extensions()).containsEntry("allowed", from.next());
                }
                if (!List.of(BookingStatus.CANCELLED).contains(status(id))) {
                    free(id);
                }
            }
        }
        assertThat(reached).hasSize(3);
    }

    private BookingStatus status(UUID id) {
        return booking.services.bookings.get(staff, id).status();
    }

    private void free(UUID id) {
        booking.execute(staff, "DELETE FROM booking.occupation WHERE booking_id = '" + id + "'");
    }

    private UUID in(BookingStatus status, String start) {
        booking.execute(
                staff,
                "UPDATE booking.service SET requires_confirmation = " + (status == BookingStatus.PENDING)
                        + " WHERE id = '" + service + "'");
        UUID id = booking.book(client, service, start).id();
        booking.clock.set("2026-05-01T00:00:00Z");
        switch (status) {
            case PENDING, CONFIRMED -> {}
            default -> go(id, status);
        }
        if (status == BookingStatus.PENDING) {
            booking.clock.set(BookingsFixture.NOW);
        }
        return id;
    }

    private Booking go(UUID id, BookingStatus status) {
        Lifecycle lifecycle = booking.services.lifecycle;
        return switch (status) {
            case CONFIRMED -> lifecycle.confirm(staff, id);
            case IN_PROGRESS -> lifecycle.start(staff, id);
            case COMPLETED -> lifecycle.complete(staff, id);
            case NO_SHOW -> lifecycle.noShow(staff, id);
            case CANCELLED ->
                lifecycle.cancel(staff, id, new CancelFields("ill", null, null)).get(0);
            case PENDING -> throw new AssertionError("nothing becomes PENDING");
        };
    }

    @Test
    void aRequestIsConfirmedByTheProviderAndByNobodyElse() {
        UUID providerId = UUID.randomUUID();
        UUID person = booking.resource(staff, "USER", providerId, 1);
        UUID consultation = booking.service(staff, "requires_confirmation = true", person);
        RecordingListener<BookingRequested> requested = new RecordingListener<>(BookingRequested.class);
        RecordingListener<BookingConfirmed> confirmed = new RecordingListener<>(BookingConfirmed.class);
        Booking request = booking.book(client, consultation, START);
        booking.deliver(requested, confirmed);

        assertThat(request.status()).isEqualTo(BookingStatus.PENDING);
        assertThat(requested.of(staff)).hasSize(1);
        assertThat(confirmed.of(staff)).isEmpty();
        assertThat(Problems.code(() -> booking.services.lifecycle.confirm(client, request.id())))
                .isEqualTo("permission-denied");
        CallContext stranger = BookingsFixture.client(staff);
        assertThat(Problems.code(() -> booking.services.lifecycle.confirm(stranger, request.id())))
                .isEqualTo("not-found");

        CallContext provider = as(stranger, providerId);
        assertThat(booking.services.lifecycle.confirm(provider, request.id()).confirmedAt())
                .isNotNull();
        booking.deliver(requested, confirmed);
        assertThat(confirmed.of(staff)).hasSize(1);
        assertThat(booking.services
                        .bookings
                        .list(provider, none(), PageRequest.first())
                        .items())
                .extracting(Booking::id)
                .containsExactly(request.id());
        assertThat(booking.services
                        .bookings
                        .list(stranger, none(), PageRequest.first())
                        .items())
                .isEmpty();
    }

    private static BookingFilter none() {
        return new BookingFilter(null, null, null, null, null, null, null);
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

    @Test
    void aClientWhoIsOneOfTheProvidersIsBoundByTheTermsOfClients() {
        UUID partner = booking.resource(staff, "USER", UUID.randomUUID(), 1);
        UUID person = booking.resource(staff, "USER", client.caller().userId(), 1);
        UUID dance = booking.service(
                staff,
                "free_cancellation_minutes = 9999, cancellation_fee_amount = 10, requires_confirmation = true",
                partner,
                person);
        Booking request = create(client, Fields.of(dance, START).mode(SlotMode.ALL_TOGETHER));

        assertThat(Problems.code(() -> booking.services.lifecycle.confirm(client, request.id())))
                .isEqualTo("permission-denied");
        booking.services.lifecycle.confirm(staff, request.id());
        assertThat(cancel(client, request.id()).feeOwed()).hasToString("10.00 EUR");
    }

    @Test
    void whatNobodyConfirmsIsGivenBackWhenItBegins() {
        booking.execute(staff, "UPDATE booking.service SET requires_confirmation = true");
        Booking request = booking.book(client, service, START);

        booking.moveTo("2026-03-03T09:59:59Z");
        assertThat(status(request.id())).isEqualTo(BookingStatus.PENDING);
        booking.moveTo(START);

        assertThat(status(request.id())).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.texts(staff, "SELECT id FROM booking.occupation")).isEmpty();
    }

    @Test
    void cancellingIsFreeUntilItIsTooLate() {
        booking.execute(
                staff, "UPDATE booking.service SET free_cancellation_minutes = 1440, cancellation_fee_percent = 33.33");
        RecordingListener<SaleMade> made = new RecordingListener<>(SaleMade.class);
        RecordingListener<SaleCancelled> cancelled = new RecordingListener<>(SaleCancelled.class);
        RecordingListener<BookingCancelled> told = new RecordingListener<>(BookingCancelled.class);
        Booking free = booking.book(client, service, START);
        Booking late = booking.book(client, service, "2026-03-03T12:00:00Z");
        booking.clock.set("2026-03-02T10:00:00Z");

        Booking first = cancel(client, free.id());
        booking.clock.set("2026-03-02T12:00:01Z");
        Booking second = cancel(client, late.id());
        booking.deliver(made, cancelled, told);

        assertThat(free.freeUntil()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(first.feeOwed()).isNull();
        assertThat(second.feeOwed()).hasToString("26.66 EUR");
        assertThat(told.of(staff))
                .extracting(event -> String.valueOf(event.fee()))
                .containsExactly("null", "26.66 EUR");
        assertThat(made.of(staff))
                .extracting(sale -> sale.lines().get(0).unitPrice().toString())
                .containsExactly("80.00 EUR", "80.00 EUR", "26.66 EUR");
        assertThat(cancelled.of(staff)).hasSize(2);
    }

    private Booking cancel(CallContext context, UUID id) {
        return booking.services
                .lifecycle
                .cancel(context, id, new CancelFields("ill", null, null))
                .get(0);
    }

    @Test
    void whoProvidesItCancelsWithoutFeeUnlessHeSaysSo() {
        booking.execute(
                staff, "UPDATE booking.service SET free_cancellation_minutes = 9999, cancellation_fee_amount = 10");
        Booking one = booking.book(client, service, START);
        Booking other = booking.book(client, service, "2026-03-03T12:00:00Z");

        assertThat(cancel(staff, one.id()).feeOwed()).isNull();
        assertThat(booking.services
                        .lifecycle
                        .cancel(staff, other.id(), new CancelFields(null, null, true))
                        .get(0)
                        .feeOwed())
                .hasToString("10.00 EUR");
    }

    @Test
    void whoProvidesItChargesNoFeeForARequestNorBeforeItIsLate() {
        UUID providerId = UUID.randomUUID();
        UUID person = booking.resource(staff, "USER", providerId, 1);
        String terms = "free_cancellation_minutes = 1440, cancellation_fee_amount = 10";
        UUID own = booking.service(staff, terms, person);
        UUID asked = booking.service(staff, terms + ", requires_confirmation = true", person);
        CallContext provider = as(client, providerId);
        Booking early = booking.book(client, own, START);
        Booking late = booking.book(client, own, "2026-03-03T12:00:00Z");
        Booking request = booking.book(client, asked, "2026-03-03T14:00:00Z");

        assertThat(charge(provider, early.id()).feeOwed()).isNull();
        booking.clock.set("2026-03-03T09:00:00Z");
        assertThat(charge(provider, request.id()).feeOwed()).isNull();
        assertThat(charge(provider, late.id()).feeOwed()).hasToString("10.00 EUR");
    }

    private Booking charge(CallContext context, UUID id) {
        return booking.services
                .lifecycle
                .cancel(context, id, new CancelFields(null, null, true))
                .get(0);
    }

    @Test
    void aClientWhoDoesNotComeOwesTheFeeInsteadOfThePrice() {
        booking.execute(staff, "UPDATE booking.service SET no_show_fee_percent = 50");
        RecordingListener<SaleMade> made = new RecordingListener<>(SaleMade.class);
        Booking missed = booking.book(client, service, START);

        assertThat(Problems.code(() -> booking.services.lifecycle.noShow(staff, missed.id())))
                .isEqualTo("booking-not-begun");
        booking.clock.set("2026-03-03T10:15:00Z");
        Booking after = booking.services.lifecycle.noShow(staff, missed.id());
        booking.deliver(made);

        assertThat(after.feeOwed()).hasToString("40.00 EUR");
        assertThat(made.of(staff)).hasSize(2);
        assertThat(made.of(staff).get(1).lines().get(0).description()).isEqualTo("Not attended: Haircut");
    }

    @Test
    void cancelledTimeCanBeBookedAgainAtOnce() {
        Booking first = booking.book(client, service, START);
        assertThat(Problems.code(() -> booking.book(client, service, START))).isEqualTo("slot-taken");

        cancel(client, first.id());

        assertThat(booking.book(client, service, START).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void aCapacityThatIsLoweredIsNotOverbooked() {
        UUID hall = booking.room(staff, 3);
        UUID course = booking.service(staff, "", hall);
        UUID first = booking.book(client, course, START).id();
        UUID second = booking.book(client, course, START).id();
        booking.book(client, course, START);
        cancel(staff, first);
        booking.execute(staff, "UPDATE booking.resource SET capacity = 2 WHERE id = '" + hall + "'");

        assertThat(Problems.code(() -> booking.book(client, course, START))).isEqualTo("slot-taken");
        assertThat(Problems.code(() -> create(client, Fields.of(course, START).resources(List.of(hall)))))
                .isEqualTo("slot-taken");
        cancel(staff, second);
        assertThat(booking.book(client, course, START).status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void buffersKeepBookingsApart() {
        booking.execute(staff, "UPDATE booking.service SET buffer_before_minutes = 10, buffer_after_minutes = 20");
        booking.book(client, service, START);

        assertThat(Problems.code(() -> booking.book(client, service, "2026-03-03T11:15:00Z")))
                .isEqualTo("slot-taken");
        assertThat(booking.book(client, service, "2026-03-03T11:30:00Z").end()).isEqualTo("2026-03-03T12:30:00Z");
    }

    @Test
    void turnsAreTakenAmongThoseWhoAreFree() {
        UUID other = booking.room(staff, 1);
        UUID third = booking.room(staff, 1);
        UUID shared = booking.service(staff, "", room, other, third);
        List<UUID> given = Arrays.asList(
                turn(shared, "2026-03-03T10:00:00Z"),
                turn(shared, "2026-03-03T12:00:00Z"),
                turn(shared, "2026-03-03T14:00:00Z"),
                turn(shared, "2026-03-03T16:00:00Z"));

        assertThat(given).containsExactly(room, other, third, room);
    }

    private UUID turn(UUID shared, String start) {
        booking.clock.set(booking.clock.instant().plusSeconds(60).toString());
        return booking.services
                .bookings
                .create(
                        client,
                        Fields.of(shared, start).mode(SlotMode.ROUND_ROBIN).build())
                .resourceIds()
                .get(0);
    }

    @Test
    void aResourceWhoseHoursCannotBeComputedIsClosedAndTheOthersAreNot() {
        UUID broken = booking.room(staff, 1);
        UUID shared = booking.service(staff, "", broken, room);
        booking.execute(
                staff,
                "UPDATE booking.availability SET day_of_week = NULL, starts_on = '2026-01-05',"
                        + " recurrence = 'FREQ=FORTNIGHTLY' WHERE resource_id = '" + broken + "'");

        assertThat(booking.book(client, shared, START).resourceIds()).containsExactly(room);
        assertThat(Problems.code(() -> create(client, Fields.of(shared, START).resources(List.of(broken)))))
                .isEqualTo("slot-not-offered");
    }

    @Test
    void onlyStaffBooksForOthersForGuestsAndOutsideOfHours() {
        UUID friend = UUID.randomUUID();

        assertThat(Problems.code(() -> create(client, Fields.of(service, START).client(friend))))
                .isEqualTo("permission-denied");
        assertThat(Problems.code(() -> create(client, Fields.of(service, START).guest("Gerd", null))))
                .isEqualTo("permission-denied");
        assertThat(Problems.code(() -> create(client, Fields.of(service, START).price("1", "EUR"))))
                .isEqualTo("permission-denied");
        assertThat(Problems.code(() -> create(client, Fields.of(service, START).outside())))
                .isEqualTo("permission-denied");

        assertThat(create(staff, Fields.of(service, START).guest("Gerd Größe", "gerd@example.org"))
                        .clientName())
                .isEqualTo("Gerd Größe");
        assertThat(Problems.code(() -> create(staff, Fields.of(service, START).outside())))
                .isEqualTo("slot-taken");
    }

    private Booking create(CallContext context, Fields fields) {
        return booking.services.bookings.create(context, fields.build());
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertThat(Problems.field(() -> create(staff, Fields.of(service, START).end(START))))
                .isEqualTo("end");
        assertThat(Problems.field(() -> create(staff, Fields.of(service, START).end("2026-03-03T09:00:00Z"))))
                .isEqualTo("end");
        assertThat(Problems.field(() -> create(staff, Fields.of(service, START).end("2026-06-03T09:00:00Z"))))
                .isEqualTo("end");
        assertThat(Problems.field(() -> create(client, Fields.of(service, START).timezone("Mars/Olympus"))))
                .isEqualTo("timezone");
        assertThat(Problems.field(() -> create(client, Fields.of(UUID.randomUUID(), START))))
                .isEqualTo("serviceId");
        assertThat(Problems.field(() -> create(client, Fields.of(service, Instant.MAX.toString()))))
                .isEqualTo("start");
        assertThat(Problems.field(
                        () -> create(client, Fields.of(service, START).resources(List.of(room, UUID.randomUUID())))))
                .isEqualTo("resourceIds[1]");
        assertThat(Problems.field(() -> create(staff, Fields.of(service, START).price("5", "USD"))))
                .isEqualTo("price");
        booking.services.users.gone.add(room);
        assertThat(Problems.field(() -> create(staff, Fields.of(service, START).client(room))))
                .isEqualTo("clientUserId");
    }

    @Test
    void tooSoonAndTooFarAreRefusedToClients() {
        booking.execute(staff, "UPDATE booking.service SET lead_minutes = 120, horizon_days = 30");

        assertThat(Problems.code(() -> booking.book(client, service, "2026-03-02T09:00:00Z")))
                .isEqualTo("slot-not-offered");
        assertThat(Problems.code(() -> booking.book(client, service, "2026-05-02T09:00:00Z")))
                .isEqualTo("slot-not-offered");
        assertThat(create(staff, Fields.of(service, "2026-05-02T09:00:00Z").outside())
                        .status())
                .isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void listsAreFilteredAndPaged() {
        Booking one = booking.book(client, service, START);
        Booking two = booking.book(client, service, "2026-03-04T10:00:00Z");
        Booking guest = create(staff, Fields.of(service, "2026-03-05T10:00:00Z").guest("Gerd", null));
        cancel(staff, two.id());
        UUID user = client.caller().userId();

        assertThat(ids(new BookingFilter(room, null, null, null, null, null, null)))
                .containsExactly(guest.id(), two.id(), one.id());
        assertThat(ids(new BookingFilter(null, user, null, null, null, null, null)))
                .containsExactly(two.id(), one.id());
        assertThat(ids(new BookingFilter(null, null, service, null, BookingStatus.CANCELLED, null, null)))
                .containsExactly(two.id());
        assertThat(ids(new BookingFilter(
                        null,
                        null,
                        null,
                        null,
                        null,
                        two.start().plusSeconds(60),
                        guest.start().plusSeconds(1))))
                .containsExactly(guest.id(), two.id());
        assertThat(booking.services
                        .bookings
                        .list(staff, none(), new PageRequest(2, null))
                        .nextCursor())
                .isNotNull();
        assertThat(booking.services
                        .bookings
                        .list(client, none(), PageRequest.first())
                        .items())
                .hasSize(2);
        assertThat(booking.services
                        .bookings
                        .list(TestContexts.user(staff.requireTenant(), BookingModule.READ), none(), PageRequest.first())
                        .items())
                .hasSize(3);
    }

    private List<UUID> ids(BookingFilter filter) {
        return booking.services.bookings.list(staff, filter, PageRequest.first()).items().stream()
                .map(Booking::id)
                .toList();
    }
}
