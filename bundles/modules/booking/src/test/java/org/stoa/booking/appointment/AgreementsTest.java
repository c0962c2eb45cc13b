package org.stoa.booking.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.appointment.AppointmentAgreed;
import org.stoa.api.appointment.AppointmentBooked;
import org.stoa.api.appointment.AppointmentEnded;
import org.stoa.api.appointment.AppointmentRefused;
import org.stoa.api.appointment.AppointmentWithdrawn;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.BookingStatus;
import org.stoa.testkit.RecordingListener;

/** Times that people agreed on elsewhere are booked once each, or refused. */
class AgreementsTest {
    private static BookingsFixture booking;

    private final RecordingListener<AppointmentBooked> booked = new RecordingListener<>(AppointmentBooked.class);
    private final RecordingListener<AppointmentRefused> refused = new RecordingListener<>(AppointmentRefused.class);
    private final RecordingListener<AppointmentEnded> ended = new RecordingListener<>(AppointmentEnded.class);
    private CallContext staff;
    private UUID provider;

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
        provider = UUID.randomUUID();
    }

    private AppointmentAgreed agreed(String start, String end) {
        return new AppointmentAgreed(
                UUID.randomUUID(),
                "Casting: lookbook",
                provider,
                UUID.randomUUID(),
                Instant.parse(start),
                Instant.parse(end),
                "Europe/Berlin",
                "Studio 2");
    }

    private void deliver(AppointmentAgreed agreed) {
        booking.services.agreements.book(staff, agreed);
        booking.deliver(booked, refused, ended);
    }

    private void withdraw(AppointmentAgreed agreed) {
        booking.services.agreements.withdraw(staff, new AppointmentWithdrawn(agreed.agreementId(), "changed"));
        booking.deliver(booked, refused, ended);
    }

    private Booking made(int index) {
        return booking.services.bookings.get(staff, booked.of(staff).get(index).bookingId());
    }

    @Test
    void eachIsBookedOnceForAProviderWhoBecomesAResource() {
        AppointmentAgreed agreed = agreed("2026-03-03T10:00:00Z", "2026-03-03T12:00:00Z");

        deliver(agreed);
        deliver(agreed);

        assertThat(booked.of(staff)).hasSize(1);
        Booking made = made(0);
        assertThat(made.status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(made.title()).isEqualTo("Casting: lookbook");
        assertThat(made.clientUserId()).isEqualTo(agreed.clientUserId());
        assertThat(booking.texts(staff, "SELECT user_id FROM booking.resource")).containsExactly(provider.toString());
    }

    @Test
    void aTimeThatIsTakenIsRefusedOnce() {
        deliver(agreed("2026-03-03T10:00:00Z", "2026-03-03T12:00:00Z"));
        AppointmentAgreed late = agreed("2026-03-03T11:00:00Z", "2026-03-03T13:00:00Z");

        deliver(late);
        withdrawFirst();
        deliver(late);

        assertThat(refused.of(staff)).containsExactly(new AppointmentRefused(late.agreementId(), "The time is taken."));
        assertThat(booked.of(staff)).hasSize(1);
    }

    private void withdrawFirst() {
        booking.services.agreements.withdraw(
                staff, new AppointmentWithdrawn(booked.of(staff).get(0).agreementId(), "changed"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        AppointmentAgreed agreed = agreed("2026-03-03T12:00:00Z", "2026-03-03T10:00:00Z");
        deliver(agreed);
        booking.services.users.gone.add(provider);
        deliver(agreed("2026-03-03T10:00:00Z", "2026-03-03T12:00:00Z"));

        assertThat(refused.of(staff)).hasSize(2);
        assertThat(booked.of(staff)).isEmpty();
    }

    @Test
    void whatIsTooLongIsRefusedWithTheLimit() {
        deliver(agreed("2026-03-03T10:00:00Z", "2026-05-03T10:00:00Z"));

        assertThat(refused.of(staff)).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("31 days"));
    }

    @Test
    void withdrawnIsCancelledFreeOfChargeInWhateverOrder() {
        AppointmentAgreed agreed = agreed("2026-03-03T10:00:00Z", "2026-03-03T12:00:00Z");
        deliver(agreed);
        withdraw(agreed);
        withdraw(agreed);

        assertThat(made(0).status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(ended.of(staff))
                .containsExactly(new AppointmentEnded(agreed.agreementId(), AppointmentEnded.Outcome.CANCELLED));

        AppointmentAgreed overtaken = agreed("2026-03-04T10:00:00Z", "2026-03-04T12:00:00Z");
        withdraw(overtaken);
        deliver(overtaken);
        assertThat(booked.of(staff)).hasSize(1);
    }

    @Test
    void howItEndsIsTold() {
        AppointmentAgreed one = agreed("2026-03-03T10:00:00Z", "2026-03-03T12:00:00Z");
        AppointmentAgreed other = agreed("2026-03-03T14:00:00Z", "2026-03-03T15:00:00Z");
        deliver(one);
        deliver(other);
        booking.clock.set("2026-03-03T16:00:00Z");

        booking.services.lifecycle.complete(staff, made(0).id());
        booking.services.lifecycle.noShow(staff, made(1).id());
        booking.deliver(ended);

        assertThat(ended.of(staff))
                .extracting(AppointmentEnded::outcome)
                .containsExactly(AppointmentEnded.Outcome.COMPLETED, AppointmentEnded.Outcome.NO_SHOW);
    }
}
