package org.stoa.booking.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.Problems;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.BookingStatus;

/** Slots that are kept for a few minutes. */
class HoldsTest {
    private static final String START = "2026-03-03T10:00:00Z";

    private static BookingsFixture booking;

    private CallContext staff;
    private CallContext client;
    private CallContext other;
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
        other = BookingsFixture.client(staff);
        service = booking.service(staff, "", booking.room(staff, 1));
    }

    private Hold hold(CallContext context, String start) {
        return booking.services.holds.create(
                context, new HoldFields(service, null, null, Instant.parse(start), null, null, null, null));
    }

    @Test
    void aHeldSlotIsNobodyElsesUntilTheHoldExpires() {
        Hold hold = hold(client, START);

        assertThat(hold.expiresAt()).isEqualTo("2026-03-02T08:10:00Z");
        assertThat(Problems.code(() -> booking.book(other, service, START))).isEqualTo("slot-taken");
        assertThat(Problems.code(() -> hold(other, START))).isEqualTo("slot-taken");

        booking.clock.set("2026-03-02T08:09:59Z");
        assertThat(Problems.code(() -> booking.book(other, service, START))).isEqualTo("slot-taken");
        booking.clock.set("2026-03-02T08:10:00Z");
        assertThat(booking.book(other, service, START).status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(booking.services.holds.get(client, hold.id()).status()).isEqualTo(Hold.Status.EXPIRED);
        assertThat(Problems.code(() -> confirm(client, hold))).isEqualTo("hold-ended");
        booking.deliver();
        assertThat(booking.texts(staff, "SELECT kind FROM booking.occupation")).containsExactly("BOOKING");
    }

    private static Booking confirm(CallContext context, Hold hold) {
        return booking.services.holds.confirm(context, hold.id(), new HoldDetails(null, "with pictures"));
    }

    @Test
    void aHoldBecomesABookingOnce() {
        Hold hold = hold(client, START);

        Booking made = confirm(client, hold);

        assertThat(made.start()).isEqualTo(START);
        assertThat(made.price()).hasToString("80.00 EUR");
        assertThat(made.description()).isEqualTo("with pictures");
        assertThat(booking.services.holds.get(client, hold.id()).bookingId()).isEqualTo(made.id());
        assertThat(Problems.code(() -> confirm(client, hold))).isEqualTo("hold-ended");
        assertThat(Problems.code(() -> booking.services.holds.release(client, hold.id())))
                .isEqualTo("hold-ended");
        booking.moveTo("2026-03-02T09:00:00Z");
        assertThat(booking.texts(staff, "SELECT kind FROM booking.occupation")).containsExactly("BOOKING");
    }

    @Test
    void whatNobodyWantsAnyMoreIsTidiedUp() {
        hold(client, START);

        booking.moveTo("2026-03-02T08:10:00Z");
        booking.deliver();

        assertThat(booking.texts(staff, "SELECT id FROM booking.occupation")).isEmpty();
        assertThat(booking.texts(staff, "SELECT status FROM booking.hold")).containsExactly("EXPIRED");
    }

    @Test
    void aClientHoldsFewAtATime() {
        for (int hour = 10; hour < 15; hour++) {
            hold(client, "2026-03-03T" + hour + ":00:00Z");
        }
        assertThat(Problems.code(() -> hold(client, "2026-03-03T15:00:00Z"))).isEqualTo("too-many-holds");
        assertThat(hold(other, "2026-03-03T15:00:00Z").status()).isEqualTo(Hold.Status.HELD);

        List<Hold> holds =
                booking.services.holds.list(client, PageRequest.first()).items();
        booking.services.holds.release(client, holds.get(2).id());
        assertThat(hold(client, holds.get(2).start().toString()).status()).isEqualTo(Hold.Status.HELD);
        booking.clock.set("2026-03-02T08:10:00Z");
        assertThat(hold(client, "2026-03-04T15:00:00Z").status()).isEqualTo(Hold.Status.HELD);
    }

    @Test
    void holdsOfOthersAreNotSeen() {
        Hold hold = hold(client, START);

        assertThat(Problems.code(() -> booking.services.holds.get(other, hold.id())))
                .isEqualTo("not-found");
        assertThat(Problems.code(() -> confirm(other, hold))).isEqualTo("not-found");
        assertThat(confirm(staff, hold).clientUserId())
                .isEqualTo(client.caller().userId());
    }
}
