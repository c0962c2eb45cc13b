package org.stoa.booking.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.Problems;
import org.stoa.booking.SlotFreed;
import org.stoa.booking.SlotOffered;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.CancelFields;
import org.stoa.booking.hold.HoldDetails;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.SqlMapper;

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
    void slotsThatAreFreedAtOnceAreOfferedToAsManyAsWait() {
        Booking second = booking.book(BookingsFixture.client(staff), service, "2026-03-03T12:00:00Z");
        WaitingEntry first = joinDay(anna);
        WaitingEntry next = joinDay(bert);
        booking.services.lifecycle.cancel(staff, second.id(), new CancelFields("ill", null, null));
        cancel();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> offer(START)),
                        CompletableFuture.runAsync(() -> offer("2026-03-03T12:00:00Z")))
                .join();

        assertThat(status(first)).isEqualTo(WaitingEntry.Status.OFFERED);
        assertThat(status(next)).isEqualTo(WaitingEntry.Status.OFFERED);
    }

    private void offer(String start) {
        Instant from = Instant.parse(start);
        booking.services.waiting.offer(
                CallContext.system(staff.requireTenant(), "test"),
                new SlotFreed(service, taken.resourceIds(), from, from.plusSeconds(3600)));
    }

    @Test
    void whoeverIsBeingOfferedAnotherSlotIsWaitedFor() {
        WaitingEntry only = joinDay(anna);
        cancel();

        CompletableFuture<Void> waiting = booking.database.write(staff, SqlMapper.class, (sql, transaction) -> {
            sql.texts("SELECT id FROM booking.waiting WHERE id = '" + only.id() + "' FOR UPDATE");
            CompletableFuture<Void> offer = CompletableFuture.runAsync(() -> offer(START));
            BookingsFixture.awaitWaiting(sql);
            return offer;
        });
        waiting.join();

        assertThat(status(only)).isEqualTo(WaitingEntry.Status.OFFERED);
    }

    @Test
    void aClientWaitsForTwentySlotsAtATime() {
        List<CompletableFuture<String>> all = IntStream.range(0, 25)
                .mapToObj(minute -> CompletableFuture.supplyAsync(() -> outcome(minute)))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join)).containsOnly("waiting", "too-many-waiting");
        assertThat(booking.texts(staff, "SELECT id FROM booking.waiting WHERE status = 'WAITING'"))
                .hasSize(20);

        booking.clock.set("2026-03-05T00:00:00Z");
        assertThat(join(anna, "2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z").status())
                .isEqualTo(WaitingEntry.Status.WAITING);
        assertThat(booking.texts(staff, "SELECT id FROM booking.waiting WHERE status = 'LAPSED'"))
                .hasSize(20);
    }

    private String outcome(int minute) {
        try {
            join(anna, String.format("2026-03-03T00:%02d:00Z", minute), "2026-03-04T00:00:00Z");
            return "waiting";
        } catch (ProblemException e) {
            return e.code().code();
        }
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
