package org.stoa.booking.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.booking.BookingConfirmed;
import org.stoa.booking.BookingRequested;
import org.stoa.booking.BookingUnanswered;
import org.stoa.booking.Moment;
import org.stoa.booking.ReminderDue;
import org.stoa.booking.Together;
import org.stoa.booking.sale.Sale;
import org.stoa.booking.sale.Sales;

/** Stores bookings whose time is taken, and tells what comes of it, in a transaction of the caller's. */
public final class BookingWriter {
    public static final String TABLE = "booking.booking";
    /** As {@code BookingModule.meteredResources} has it. */
    private static final String METERED = "bookings";

    private final CallContext context;
    private final Transaction transaction;
    private final Moment moment;
    private final BookingMapper mapper;

    public BookingWriter(CallContext context, Transaction transaction, Moment moment) {
        this.context = context;
        this.transaction = transaction;
        this.moment = moment;
        mapper = transaction.mapper(BookingMapper.class);
    }

    /** Stores bookings that are all confirmed, or all have to be. */
    public List<BookingRow> insert(List<NewBooking> bookings) {
        UUID tenant = context.requireTenant();
        mapper.insert(tenant, bookings, moment.now());
        insertResources(bookings.stream().flatMap(BookingWriter::uses).toList());
        List<BookingRow> rows = mapper.all(bookings.stream().map(NewBooking::id).toList());
        rows.forEach(row -> transaction.audit(AuditEntry.created("booking.create", TABLE, row.id(), row.booking())));
        transaction.meter(METERED, rows.size());
        if (bookings.get(0).confirmed()) {
            confirmed(rows);
        } else {
            rows.forEach(row -> requested(row, together(rows)));
        }
        return rows;
    }

    /** That a booking is of a resource. */
    record Use(UUID bookingId, UUID resourceId) {}

    private static Stream<Use> uses(NewBooking booking) {
        return booking.resourceIds().stream().map(resource -> new Use(booking.id(), resource));
    }

    void insertResources(List<Use> uses) {
        mapper.insertResources(
                context.requireTenant(),
                uses.stream().map(Use::bookingId).toList(),
                uses.stream().map(Use::resourceId).toList());
    }

    /** What follows when bookings are confirmed: reminders, and what the client owes. */
    void confirmed(List<BookingRow> rows) {
        List<Sale> sales = new ArrayList<>();
        for (BookingRow row : rows) {
            transaction.publish(new BookingConfirmed(
                    row.id(),
                    row.serviceId(),
                    row.resourceIds(),
                    row.clientUserId(),
                    row.title(),
                    row.startsAt(),
                    row.endsAt(),
                    together(rows)));
            remind(row);
            if (row.agreedPrice() != null && !row.paid()) {
                sales.add(sale(row, Sale.Kind.PRICE, row.title(), row.agreedPrice()));
            }
        }
        new Sales(context, transaction).make(sales, moment.now());
    }

    /** Those whose time is over are left out. */
    void remind(BookingRow row) {
        for (int minutes : row.reminderMinutes()) {
            Instant at = row.startsAt().minus(Duration.ofMinutes(minutes));
            if (at.isAfter(moment.now())) {
                transaction.publish(new ReminderDue(row.id(), row.startsAt(), row.sequence()), at);
            }
        }
    }

    Sale sale(BookingRow row, Sale.Kind kind, String description, Money amount) {
        return new Sale(
                Ids.next(),
                row.id(),
                kind,
                row.clientUserId(),
                row.clientName(),
                row.clientEmail(),
                description,
                LocalDate.ofInstant(row.startsAt(), moment.zone()),
                amount);
    }

    static Together together(List<BookingRow> rows) {
        return new Together(rows.get(0).id(), rows.size());
    }

    /** Nobody comes for what nobody has confirmed: its time is given back when it begins. */
    void requested(BookingRow row, Together together) {
        transaction.publish(new BookingRequested(
                row.id(),
                row.serviceId(),
                row.resourceIds(),
                row.clientUserId(),
                row.title(),
                row.startsAt(),
                row.endsAt(),
                together));
        transaction.publish(new BookingUnanswered(row.id(), row.startsAt()), row.startsAt());
    }
}
