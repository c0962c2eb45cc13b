package org.stoa.booking.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.Problems;
import org.stoa.booking.SlotOffered;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.CancelFields;
import org.stoa.booking.hold.HoldDetails;
import org.stoa.testkit.RecordingListener;

/** Who waits for a slot gets it in turn. */
class WaitingTest {
    private static final String START = "2026-03-03T10:00:00Z";

    private static BookingsFixture booking;

    private CallContext staff;
    private CallContext anna;
    private CallContext bert;
    private UUID service;
    private Booking taken;

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
        anna = BookingsFixture.client(staff);
        bert = BookingsFixture.client(staff);
        service = booking.service(staff, "", booking.room(staff, 1));
        taken = booking.book(BookingsFixture.client(staff), service, START);
    }

    private WaitingEntry join(CallContext context, String from, String before) {
        return booking.services.waiting.join(
                context,
                new WaitingFields(service, null, Instant.parse(from), Instant.parse(before), null, null, null));
    }

    private WaitingEntry joinDay(CallContext context) {
        return join(context, "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z");
    }

    private WaitingEntry.Status status(WaitingEntry entry) {
        return booking.services.waiting.get(staff, entry.id()).status();
    }

    private void cancel() {
        booking.services.lifecycle.cancel(staff, taken.id(), new CancelFields("ill", null, null));
    }

    @Test
    void whoCameFirstIsOfferedTheSlotAndTheNextAfterAnHour() {
        WaitingEntry first = joinDay(anna);
        WaitingEntry second = joinDay(bert);
        WaitingEntry elsewhere = join(bert, "2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z");
        RecordingListener<SlotOffered> offered = new RecordingListener<>(SlotOffered.class);
        RecordingListener<MailOrdered> mails = new RecordingListener<>(MailOrdered.class);

        cancel();
        booking.deliver(offered, mails);

        assertThat(status(first)).isEqualTo(WaitingEntry.Status.OFFERED);
        assertThat(status(second)).isEqualTo(WaitingEntry.Status.WAITING);
        assertThat(Problems.code(() -> booking.book(bert, service, START))).isEqualTo("slot-taken");
        assertThat(mails.of(staff))
                .extracting(MailOrdered::subject)
                .as("that it was confirmed does not matter any more")
                .containsExactlyInAnyOrder("Cancelled: Haircut", "A place is free: Haircut");

        booking.moveTo("2026-03-02T09:00:00Z", offered, mails);

        assertThat(status(first)).isEqualTo(WaitingEntry.Status.LAPSED);
        assertThat(status(second)).isEqualTo(WaitingEntry.Status.OFFERED);
        assertThat(status(elsewhere)).isEqualTo(WaitingEntry.Status.WAITING);
        UUID hold = offered.of(staff).get(1).holdId();
        assertThat(booking.services
                        .holds
                        .confirm(bert, hold, new HoldDetails(null, null))
                        .clientUserId())
                .isEqualTo(bert.caller().userId());
        assertThat(status(second)).isEqualTo(WaitingEntry.Status.BOOKED);
    }

    @Test
    void whoHasLeftIsOfferedNothing() {
        WaitingEntry first = joinDay(anna);
        assertThat(Problems.code(() -> joinDay(anna))).isEqualTo("already-waiting");
        booking.services.waiting.leave(anna, first.id());
        assertThat(Problems.code(() -> booking.services.waiting.leave(bert, first.id())))
                .isEqualTo("not-found");

        cancel();
        booking.deliver();

        assertThat(status(first)).isEqualTo(WaitingEntry.Status.LEFT);
        assertThat(booking.book(bert, service, START).start()).isEqualTo(START);
    }

    @Test
    void whoLeavesGivesBackWhatWasOffered() {
        WaitingEntry first = joinDay(anna);
        WaitingEntry second = joinDay(bert);
        cancel();
        booking.deliver();

        booking.services.waiting.leave(anna, first.id());
        booking.deliver();

        assertThat(status(first)).isEqualTo(WaitingEntry.Status.LAPSED);
        assertThat(status(second)).isEqualTo(WaitingEntry.Status.OFFERED);
    }

    @Test
    void nobodyWaitsForWhatIsOver() {
        WaitingEntry entry = joinDay(anna);
        booking.clock.set("2026-03-04T00:00:00Z");

        assertThat(status(entry)).isEqualTo(WaitingEntry.Status.LAPSED);
    }

    @Test
    void aSlotThatIsTakenAgainAtOnceIsNotOffered() {
        WaitingEntry first = joinDay(anna);

        cancel();
        booking.book(bert, service, START);
        booking.deliver();

        assertThat(status(first)).isEqualTo(WaitingEntry.Status.WAITING);
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertThat(Problems.field(() -> join(anna, "2026-03-04T00:00:00Z", "2026-03-03T00:00:00Z")))
                .isEqualTo("before");
        assertThat(Problems.field(() -> join(anna, "2026-02-04T00:00:00Z", "2026-02-05T00:00:00Z")))
                .isEqualTo("before");
        assertThat(Problems.field(() -> join(anna, "2026-03-04T00:00:00Z", "2036-03-03T00:00:00Z")))
                .isEqualTo("before");
    }
}
