package org.stoa.booking.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.ReminderDue;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.CancelFields;
import org.stoa.booking.booking.Guest;
import org.stoa.booking.booking.RescheduleFields;
import org.stoa.booking.booking.Scope;
import org.stoa.booking.series.Series;
import org.stoa.booking.series.SeriesFields;
import org.stoa.testkit.RecordingListener;

/** Clients are told once of what matters. */
class NoticesTest {
    private static final String START = "2026-03-05T10:00:00Z";

    private static BookingsFixture booking;

    private final RecordingListener<MailOrdered> mails = new RecordingListener<>(MailOrdered.class);
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
        service = booking.service(staff, "reminder_minutes = '{1440, 60}'", booking.room(staff, 1));
    }

    private Iterable<String> subjects() {
        return mails.of(staff).stream().map(MailOrdered::subject).toList();
    }

    @Test
    void whoHasBookedIsToldAndRemindedAtTheTimeOfTheTenant() {
        booking.book(client, service, START);

        booking.moveTo("2026-03-04T09:59:59Z", mails);
        assertThat(subjects()).containsExactly("Confirmed: Haircut");
        assertThat(mails.of(staff).get(0).userId()).isEqualTo(client.caller().userId());
        assertThat(mails.of(staff).get(0).text()).contains("Clara Client", "March 5, 2026", "11:00", "Europe/Berlin");
        booking.moveTo("2026-03-04T10:00:00Z", mails);
        booking.moveTo("2026-03-05T09:00:00Z", mails);
        assertThat(subjects()).containsExactly("Confirmed: Haircut", "Reminder: Haircut", "Reminder: Haircut");
    }

    @Test
    void remindersOfWhatWasMovedOrCancelledAreNotSent() {
        Booking moved = booking.book(client, service, START);
        Booking cancelled = booking.book(client, service, "2026-03-05T12:00:00Z");
        booking.services.rescheduling.reschedule(
                client,
                moved.id(),
                new RescheduleFields(Instant.parse("2026-03-06T10:00:00Z"), null, null, null, null, null));
        booking.services.lifecycle.cancel(client, cancelled.id(), new CancelFields("krank", null, null));
        booking.deliver(mails);
        booking.moveTo("2026-03-05T09:59:59Z", mails);
        assertThat(subjects()).containsExactlyInAnyOrder("Confirmed: Haircut", "Moved: Haircut", "Cancelled: Haircut");

        booking.moveTo("2026-03-05T10:00:00Z", mails);
        assertThat(mails.of(staff)).hasSize(4);
    }

    @Test
    void whatWasMovedAwayAndBackIsRemindedOfOnce() {
        Booking moved = booking.book(client, service, START);
        for (String start : new String[] {"2026-03-06T10:00:00Z", START}) {
            booking.services.rescheduling.reschedule(
                    client, moved.id(), new RescheduleFields(Instant.parse(start), null, null, null, null, null));
        }
        booking.moveTo("2026-03-05T09:30:00Z", mails);

        assertThat(subjects()).filteredOn("Reminder: Haircut"::equals).hasSize(2);
    }

    @Test
    void anEventThatIsDeliveredTwiceIsToldOnce() {
        Booking one = booking.book(client, service, START);
        DomainEvent<ReminderDue> event = new DomainEvent<>(
                UUID.randomUUID(),
                "booking.ReminderDue",
                staff.requireTenant(),
                booking.clock.instant(),
                new ReminderDue(one.id(), one.start(), null));

        booking.services.notices.reminder(event);
        booking.services.notices.reminder(event);
        booking.deliver(mails);

        assertThat(subjects()).containsExactlyInAnyOrder("Confirmed: Haircut", "Reminder: Haircut");
    }

    @Test
    void bookingsOfASeriesAreOneMailWhenTheyAreMadeOrCancelledTogether() {
        Series series = booking.services.series.create(
                client, new SeriesFields(BookingsFixture.wish(service, START), "FREQ=WEEKLY;COUNT=5", null));
        booking.deliver(mails);
        booking.services.lifecycle.cancel(
                client, series.bookings().get(2).id(), new CancelFields("krank", Scope.FOLLOWING, null));
        booking.deliver(mails);

        assertThat(subjects()).containsExactly("Confirmed: Haircut", "Cancelled: Haircut");
        assertThat(mails.of(staff).get(0).text()).contains("March 5, 2026", "The same goes for 4 more");
        assertThat(mails.of(staff).get(1).text()).contains("March 19, 2026", "2 more", "Reason: krank");
    }

    @Test
    void guestsAreToldAtTheirAddressIfItIsKnown() {
        booking.services.bookings.create(
                staff, BookingsFixture.wish(service, START, new Guest("Gerd {0} Größe", "gerd@example.org")));
        booking.services.bookings.create(
                staff, BookingsFixture.wish(service, "2026-03-05T12:00:00Z", new Guest("Nobody", null)));
        booking.deliver(mails);

        assertThat(mails.of(staff)).hasSize(1);
        assertThat(mails.of(staff).get(0).to()).isEqualTo("gerd@example.org");
        assertThat(mails.of(staff).get(0).text()).contains("Gerd {0} Größe");
    }

    @Test
    void everyLetterIsThereInGerman() {
        Letters german = Letters.in(Locale.GERMAN);

        assertThat(german.text("reminder.subject", "", "Haarschnitt")).isEqualTo("Erinnerung: Haarschnitt");
        assertThat(german.moment(Instant.parse(START), "Europe/Berlin"))
                .contains("Donnerstag", "11:00", "Europe/Berlin");
        assertThat(Letters.in(Locale.FRENCH).text("where", "Paris")).isEqualTo("Where: Paris\n");
    }
}
