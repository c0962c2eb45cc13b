package org.stoa.booking.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.Problems;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.BookingStatus;
import org.stoa.booking.booking.CancelFields;
import org.stoa.booking.booking.RescheduleFields;
import org.stoa.booking.booking.Scope;

/** Bookings that repeat keep the time of the wall clock, and are made all or none. */
class SeriesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** 10:00 in Berlin; clocks are put forward on 29 March. */
    private static final String START = "2026-03-16T09:00:00Z";

    private static BookingsFixture booking;

    private CallContext staff;
    private CallContext client;
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
        service = booking.service(staff, "", booking.room(staff, 1));
    }

    private Series weekly(int count, boolean skip) {
        return create("FREQ=WEEKLY;COUNT=" + count, skip);
    }

    private Series create(String rule, boolean skip) {
        return booking.services.series.create(
                client, new SeriesFields(BookingsFixture.wish(service, START), rule, skip));
    }

    private static List<LocalTime> times(List<Booking> bookings) {
        return bookings.stream()
                .map(each -> LocalTime.ofInstant(each.start(), BERLIN))
                .distinct()
                .toList();
    }

    @Test
    void theWallClockIsKeptWhenClocksChange() {
        Series series = weekly(4, false);

        assertThat(series.bookings())
                .extracting(each -> each.start().toString())
                .containsExactly(
                        "2026-03-16T09:00:00Z", "2026-03-23T09:00:00Z", "2026-03-30T08:00:00Z", "2026-04-06T08:00:00Z");
        assertThat(booking.services.series.get(client, series.id())).isEqualTo(series);
        assertThat(Problems.code(() -> booking.services.series.get(BookingsFixture.client(staff), series.id())))
                .isEqualTo("not-found");
    }

    @Test
    void allAreBookedOrNoneUnlessClashesAreLeftOut() {
        booking.book(BookingsFixture.client(staff), service, "2026-03-23T09:30:00Z");

        ProblemException refused = Problems.of(() -> weekly(3, false));

        assertThat(refused.code().code()).isEqualTo("series-clashes");
        assertThat(refused.extensions())
                .containsEntry(
                        "clashes", List.of(new SkippedOccurrence(Instant.parse("2026-03-23T09:00:00Z"), "slot-taken")));
        assertThat(booking.texts(staff, "SELECT id FROM booking.booking")).hasSize(1);
        assertThat(booking.texts(staff, "SELECT id FROM booking.occupation")).hasSize(1);

        Series skipped = weekly(3, true);
        assertThat(skipped.bookings()).hasSize(2);
        assertThat(skipped.skipped()).hasSize(1);
        assertThat(Problems.code(() -> weekly(3, true)))
                .as("nothing is left of it")
                .isEqualTo("series-clashes");
    }

    @Test
    void aHundredYearsAreRefused() {
        assertThat(Problems.field(() -> create("FREQ=DAILY", false))).isEqualTo("recurrence");
        assertThat(Problems.field(() -> create("FREQ=WEEKLY;UNTIL=21260101T000000Z", false)))
                .isEqualTo("recurrence");
        assertThat(Problems.field(() -> create("every monday", false))).isEqualTo("recurrence");
        assertThat(Problems.field(() -> create("FREQ=YEARLY", false))).isEqualTo("recurrence");
        assertThat(Problems.field(() -> create("FREQ=YEARLY;COUNT=20", true))).isEqualTo("recurrence");
        assertThat(Problems.field(() -> create("FREQ=YEARLY;INTERVAL=1000;COUNT=2", true)))
                .isEqualTo("recurrence");
        assertThat(Problems.field(() -> create("FREQ=YEARLY;UNTIL=20400101", true)))
                .isEqualTo("recurrence");
        assertThat(Problems.field(() -> create("RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20400101T100000", true)))
                .isEqualTo("recurrence");
    }

    @Test
    void exceptionsAreLeftOut() {
        Series series = create("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260323T100000", false);

        assertThat(series.bookings()).hasSize(2);
        assertThat(series.skipped()).isEmpty();
    }

    @Test
    void oneIsMovedOrAllThatFollow() {
        Series series = weekly(5, false);
        List<UUID> ids = series.bookings().stream().map(Booking::id).toList();

        List<Booking> one = move(ids.get(0), "2026-03-17T13:00:00Z", Scope.ONE);
        List<Booking> following = move(ids.get(1), "2026-03-24T14:30:00Z", Scope.FOLLOWING);

        assertThat(one).hasSize(1);
        assertThat(one.get(0).occurrenceStart()).isEqualTo(START);
        assertThat(one.get(0).sequence()).isEqualTo(1);
        assertThat(following).hasSize(4);
        assertThat(times(following)).as("over the change of clocks").containsExactly(LocalTime.of(15, 30));
        assertThat(following)
                .extracting(
                        each -> LocalDateTime.ofInstant(each.start(), BERLIN).getDayOfWeek())
                .containsOnly(DayOfWeek.TUESDAY);
        assertThat(booking.book(BookingsFixture.client(staff), service, "2026-03-23T09:00:00Z")
                        .status())
                .isEqualTo(BookingStatus.CONFIRMED);
    }

    private List<Booking> move(UUID id, String start, Scope scope) {
        return booking.services.rescheduling.reschedule(
                client, id, new RescheduleFields(Instant.parse(start), null, null, null, scope, null));
    }

    @Test
    void noneIsMovedWhenOneCannotBe() {
        Series series = weekly(3, false);
        booking.book(BookingsFixture.client(staff), service, "2026-03-31T08:00:00Z");

        ProblemException refused =
                Problems.of(() -> move(series.bookings().get(0).id(), "2026-03-17T09:00:00Z", Scope.FOLLOWING));

        assertThat(refused.code().code()).isEqualTo("slot-taken");
        assertThat(refused.extensions().get("clashes").toString()).contains("2026-03-31T08:00:00Z");
        assertThat(booking.services.series.get(client, series.id())).isEqualTo(series);
        assertThat(booking.texts(staff, "SELECT id FROM booking.occupation")).hasSize(4);
    }

    @Test
    void aBookingMayMoveIntoTimeThatItHasItself() {
        Booking single = booking.book(client, service, START);

        List<Booking> moved = move(single.id(), "2026-03-16T09:30:00Z", Scope.ONE);

        assertThat(moved.get(0).end()).isEqualTo("2026-03-16T10:30:00Z");
        assertThat(booking.texts(staff, "SELECT id FROM booking.occupation")).hasSize(1);
    }

    @Test
    void allThatFollowAreCancelled() {
        Series series = weekly(4, false);

        List<Booking> cancelled = booking.services.lifecycle.cancel(
                client, series.bookings().get(1).id(), new CancelFields("away", Scope.FOLLOWING, null));

        assertThat(cancelled).hasSize(3).allMatch(each -> each.status() == BookingStatus.CANCELLED);
        assertThat(booking.services.series.get(client, series.id()).bookings())
                .extracting(Booking::status)
                .containsExactly(
                        BookingStatus.CONFIRMED,
                        BookingStatus.CANCELLED,
                        BookingStatus.CANCELLED,
                        BookingStatus.CANCELLED);
        assertThat(booking.texts(staff, "SELECT id FROM booking.occupation")).hasSize(1);
    }

    @Test
    void movingLateIsForThoseWhoProvideIt() {
        booking.execute(
                staff, "UPDATE booking.service SET free_cancellation_minutes = 1440, cancellation_fee_percent = 50");
        Booking single = booking.book(client, service, START);
        booking.clock.set("2026-03-15T09:00:01Z");

        assertThat(Problems.code(() -> move(single.id(), "2026-03-18T09:00:00Z", Scope.ONE)))
                .isEqualTo("reschedule-too-late");
        assertThat(booking.services
                        .rescheduling
                        .reschedule(
                                staff,
                                single.id(),
                                new RescheduleFields(
                                        Instant.parse("2026-03-18T09:00:00Z"), null, null, null, null, null))
                        .get(0)
                        .start())
                .isEqualTo("2026-03-18T09:00:00Z");
    }
}
