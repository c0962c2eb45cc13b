package org.stoa.booking.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.sale.SaleInvoiced;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.sale.SaleSettled;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingsFixture;
import org.stoa.booking.Problems;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.CancelFields;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.SqlMapper;

/** What clients owe is told to whoever invoices, and what is paid is heard of or said by hand. */
class SettlementTest {
    private static final String START = "2026-03-03T23:30:00Z";

    private static BookingsFixture booking;

    private CallContext staff;
    private CallContext client;
    private UUID service;
    private RecordingListener<SaleMade> made;

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
        made = new RecordingListener<>(SaleMade.class);
    }

    private SaleMade sale() {
        booking.deliver(made);
        List<SaleMade> sales = made.of(staff);
        return sales.get(sales.size() - 1);
    }

    private Booking read(Booking before) {
        return booking.services.bookings.get(staff, before.id());
    }

    private void invoiced(SaleMade sale) {
        new InvoicedListener(booking.services.settlement)
                .on(event(new SaleInvoiced(sale.saleId(), UUID.randomUUID(), "2026-0001"), 0));
    }

    private void settled(SaleMade sale, boolean paid, int second) {
        new SettledListener(booking.services.settlement).on(event(new SaleSettled(sale.saleId(), paid), second));
    }

    private <E> DomainEvent<E> event(E payload, int second) {
        return new DomainEvent<>(
                UUID.randomUUID(),
                "sale",
                staff.requireTenant(),
                booking.clock.instant().plusSeconds(second),
                payload);
    }

    @Test
    void aConfirmedBookingIsASaleOnTheDayWhereTheTenantIs() {
        Booking made = booking.book(client, service, START);

        SaleMade sale = sale();

        assertThat(sale.soldOn()).hasToString("2026-03-04");
        assertThat(sale.clientUserId()).isEqualTo(client.caller().userId());
        assertThat(sale.reference()).isEqualTo(made.id().toString());
        assertThat(sale.lines()).hasSize(1);
        assertThat(sale.lines().get(0).description()).isEqualTo("Haircut");
    }

    @Test
    void whatNobodyInvoicesIsPaidByHandAndWhatIsInvoicedIsNot() {
        Booking one = booking.book(client, service, START);
        SaleMade sale = sale();

        assertThat(booking.services.bookings.setPaid(staff, one.id(), true).paid())
                .isTrue();
        assertThat(booking.services.bookings.setPaid(staff, one.id(), false).paid())
                .isFalse();
        invoiced(sale);
        invoiced(sale);
        assertThat(read(one).invoiceNumber()).isEqualTo("2026-0001");
        assertThat(Problems.code(() -> booking.services.bookings.setPaid(staff, one.id(), true)))
                .isEqualTo("booking-invoiced");
    }

    @Test
    void whatWasPaidByHandAndIsInvoicedThenIsPaidWhenTheInvoiceIs() {
        Booking one = booking.book(client, service, START);
        SaleMade sale = sale();
        booking.services.bookings.setPaid(staff, one.id(), true);

        invoiced(sale);
        assertThat(read(one).paid()).isFalse();
        settled(sale, true, 1);
        invoiced(sale);
        assertThat(read(one).paid()).isTrue();
    }

    @Test
    void whoCancelsAndWhoInvoicesWaitForOneAnotherInOneOrder() {
        Booking one = booking.book(client, service, START);
        SaleMade sale = sale();

        CompletableFuture<Void> waiting = booking.database.write(staff, SqlMapper.class, (sql, transaction) -> {
            sql.texts("SELECT id FROM booking.booking WHERE id = '" + one.id() + "' FOR UPDATE");
            CompletableFuture<Void> news = CompletableFuture.runAsync(() -> invoiced(sale));
            BookingsFixture.awaitWaiting(sql);
            sql.execute("UPDATE booking.sale SET cancelled = true WHERE booking_id = '" + one.id() + "'");
            return news;
        });

        waiting.join();
        assertThat(read(one).invoiceNumber()).isNull();
    }

    @Test
    void newsOfPaymentMayComeTwiceAndInAnyOrder() {
        Booking one = booking.book(client, service, START);
        SaleMade sale = sale();

        settled(sale, true, 2);
        assertThat(read(one).paid()).isTrue();
        settled(sale, false, 1);
        assertThat(read(one).paid()).as("older news").isTrue();
        invoiced(sale);
        settled(sale, true, 2);
        settled(sale, false, 3);
        settled(sale, false, 3);
        assertThat(read(one).paid()).isFalse();
        settled(new SaleMade(UUID.randomUUID(), null, "", null, null, sale.soldOn(), sale.lines()), true, 4);
    }

    @Test
    void aFeeIsOwedInsteadOfThePriceAndPaidOnItsOwn() {
        booking.execute(
                staff, "UPDATE booking.service SET free_cancellation_minutes = 9999, cancellation_fee_percent = 50");
        RecordingListener<SaleCancelled> cancelled = new RecordingListener<>(SaleCancelled.class);
        Booking one = booking.book(client, service, START);
        SaleMade price = sale();
        settled(price, true, 1);

        booking.services.lifecycle.cancel(client, one.id(), new CancelFields("ill", null, null));
        booking.deliver(cancelled, made);
        SaleMade fee = sale();

        assertThat(cancelled.of(staff)).containsExactly(new SaleCancelled(price.saleId(), "ill"));
        assertThat(fee.saleId()).isNotEqualTo(price.saleId());
        assertThat(read(one).paid()).isFalse();
        settled(price, true, 5);
        assertThat(read(one).paid()).as("that is not owed any more").isFalse();
        settled(fee, true, 6);
        assertThat(read(one).paid()).isTrue();
    }
}
