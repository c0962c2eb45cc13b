package org.stoa.booking.booking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.api.appointment.AppointmentEnded;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.booking.BookingCancelled;
import org.stoa.booking.Moment;
import org.stoa.booking.SlotFreed;
import org.stoa.booking.Together;
import org.stoa.booking.notice.Letters;
import org.stoa.booking.occupation.Occupations;
import org.stoa.booking.sale.Sale;
import org.stoa.booking.sale.Sales;

/** Gives back the time of bookings, and what was to be paid for them, in a transaction of the caller's. */
final class Cancellation {
    private final CallContext context;
    private final Transaction transaction;
    private final Moment moment;
    private final BookingMapper mapper;

    Cancellation(CallContext context, Transaction transaction, Moment moment) {
        this.context = context;
        this.transaction = transaction;
        this.moment = moment;
        mapper = transaction.mapper(BookingMapper.class);
    }

    /**
     * Cancels bookings that are locked.
     *
     * @param fee what the client owes for it; null for nothing
     */
    List<Booking> cancel(List<BookingRow> rows, String reason, Function<BookingRow, Money> fee) {
        Map<UUID, Money> fees = new LinkedHashMap<>();
        rows.forEach(row -> {
            row.status().require(BookingStatus.CANCELLED);
            fees.put(row.id(), fee.apply(row));
        });
        List<UUID> ids = List.copyOf(fees.keySet());
        mapper.setStatus(ids, BookingStatus.CANCELLED, reason, moment.now());
        Occupations.of(context, transaction, moment.now()).releaseBookings(ids);
        charge(rows, row -> fees.get(row.id()), "sale.cancellation", reason);
        rows.forEach(row -> tell(row, reason, fees.get(row.id()), BookingWriter.together(rows)));
        return after(rows);
    }

    /** The fee instead of the price, of a booking whose status is changed already. */
    void charge(BookingRow row, Money fee) {
        charge(List.of(row), any -> fee, "sale.no-show", null);
    }

    private void charge(List<BookingRow> rows, Function<BookingRow, Money> fee, String why, String reason) {
        Sales sales = new Sales(context, transaction);
        Letters letters = Letters.in(context.locale());
        sales.cancel(
                rows.stream().map(BookingRow::id).toList(), reason == null ? letters.text(why + ".reason") : reason);
        List<BookingRow> charged =
                rows.stream().filter(row -> fee.apply(row) != null).toList();
        if (charged.isEmpty()) {
            return;
        }
        BookingWriter writer = new BookingWriter(context, transaction, moment);
        mapper.owe(charged.stream().map(BookingRow::id).toList());
        sales.make(
                charged.stream()
                        .map(row -> writer.sale(row, Sale.Kind.FEE, letters.text(why, row.title()), fee.apply(row)))
                        .toList(),
                moment.now());
    }

    private void tell(BookingRow row, String reason, Money fee, Together together) {
        transaction.publish(new BookingCancelled(
                row.id(),
                row.serviceId(),
                row.resourceIds(),
                row.clientUserId(),
                row.title(),
                row.startsAt(),
                row.endsAt(),
                reason,
                fee,
                together));
        if (row.serviceId() != null && row.startsAt().isAfter(moment.now())) {
            transaction.publish(new SlotFreed(row.serviceId(), row.resourceIds(), row.startsAt(), row.endsAt()));
        }
        Lifecycle.ended(transaction, row, AppointmentEnded.Outcome.CANCELLED);
    }

    private List<Booking> after(List<BookingRow> before) {
        Map<UUID, Booking> after = mapper
                .all(before.stream().map(BookingRow::id).toList())
                .stream()
                .map(BookingRow::booking)
                .collect(Collectors.toMap(Booking::id, Function.identity()));
        before.forEach(row -> transaction.audit(AuditEntry.changed(
                "booking.cancel", BookingWriter.TABLE, row.id(), row.booking(), after.get(row.id()))));
        return before.stream().map(row -> after.get(row.id())).toList();
    }
}
