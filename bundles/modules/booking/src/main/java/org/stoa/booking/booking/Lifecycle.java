package org.stoa.booking.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentEnded;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.booking.BookingCompleted;
import org.stoa.booking.BookingMissed;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.BookingStarted;
import org.stoa.booking.Moment;

/** Takes bookings from one status to the next. */
@Component(service = Lifecycle.class)
public final class Lifecycle {
    private final Database database;
    private final TenantClock clock;

    @Activate
    public Lifecycle(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** For those who provide it. */
    public Booking confirm(CallContext context, UUID id) {
        return change(context, id, BookingStatus.CONFIRMED, (transaction, moment, row) -> {
            if (!moment.now().isBefore(row.endsAt())) {
                throw ProblemException.of(BookingProblem.BOOKING_OVER);
            }
            new BookingWriter(context, transaction, moment).confirmed(List.of(row));
        });
    }

    /** For those who provide it. */
    public Booking start(CallContext context, UUID id) {
        return change(
                context,
                id,
                BookingStatus.IN_PROGRESS,
                (transaction, moment, row) -> transaction.publish(new BookingStarted(
                        id,
                        row.serviceId(),
                        row.resourceIds(),
                        row.clientUserId(),
                        row.title(),
                        row.startsAt(),
                        row.endsAt())));
    }

    /** For those who provide it, once it has begun. */
    public Booking complete(CallContext context, UUID id) {
        return change(context, id, BookingStatus.COMPLETED, (transaction, moment, row) -> {
            requireBegun(row, moment.now());
            transaction.publish(new BookingCompleted(
                    id,
                    row.serviceId(),
                    row.resourceIds(),
                    row.clientUserId(),
                    row.title(),
                    row.startsAt(),
                    row.endsAt()));
            ended(transaction, row, AppointmentEnded.Outcome.COMPLETED);
        });
    }

    /** For those who provide it, once it has begun: the client owes the fee instead of the price. */
    public Booking noShow(CallContext context, UUID id) {
        return change(context, id, BookingStatus.NO_SHOW, (transaction, moment, row) -> {
            requireBegun(row, moment.now());
            Money fee = row.terms().noShowFee();
            new Cancellation(context, transaction, moment).charge(row, fee);
            transaction.publish(new BookingMissed(
                    id,
                    row.serviceId(),
                    row.resourceIds(),
                    row.clientUserId(),
                    row.title(),
                    row.startsAt(),
                    row.endsAt(),
                    fee));
            ended(transaction, row, AppointmentEnded.Outcome.NO_SHOW);
        });
    }

    /**
     * For the client, who owes the fee when it is late, and for those who provide it.
     *
     * @return all that were cancelled, the one that was named first
     */
    public List<Booking> cancel(CallContext context, UUID id, CancelFields fields) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, BookingMapper.class, (mapper, transaction) -> {
            List<BookingRow> rows = lock(context, mapper, id, fields.scope());
            Cancellation cancellation = new Cancellation(context, transaction, moment);
            return cancellation.cancel(
                    rows,
                    fields.reason(),
                    row -> isCharged(Part.of(context, row).atLeast(Part.CLIENT), row, fields, moment.now())
                            ? row.terms().cancellationFee()
                            : null);
        });
    }

    private static boolean isCharged(Part part, BookingRow row, CancelFields fields, Instant now) {
        boolean begun = !row.status().isToCome() || !now.isBefore(row.startsAt());
        if (part == Part.CLIENT && begun) {
            throw ProblemException.of(BookingProblem.BOOKING_BEGUN);
        }
        boolean late = now.isAfter(row.terms().freeUntil(row.startsAt()));
        return row.status() != BookingStatus.PENDING
                && (part == Part.CLIENT || Boolean.TRUE.equals(fields.withFee()))
                && (part == Part.STAFF || late);
    }

    /** Cancels one that nobody has confirmed, now that it would begin; does nothing for any other. */
    void lapse(CallContext context, UUID id, Instant start) {
        withdraw(
                context,
                id,
                "not confirmed in time",
                row -> row.status() == BookingStatus.PENDING && row.startsAt().equals(start));
    }

    /** Cancels what is still to come, free of charge; does nothing for what is not, or does not matter any more. */
    public void withdraw(CallContext context, UUID id, String reason, Predicate<BookingRow> matters) {
        Moment moment = Moment.of(context, clock);
        database.write(context, BookingMapper.class, (mapper, transaction) -> {
            BookingRow row = mapper.lock(id);
            if (row != null && row.status().isToCome() && matters.test(row)) {
                new Cancellation(context, transaction, moment).cancel(List.of(row), reason, any -> null);
            }
            return true;
        });
    }

    /** A booking, or with those after it that are still to come: the one that is named first, the others by time. */
    static List<BookingRow> lock(CallContext context, BookingMapper mapper, UUID id, Scope scope) {
        if (scope != Scope.FOLLOWING) {
            return List.of(Part.requireVisible(context, mapper.lock(id)));
        }
        List<BookingRow> series = mapper.lockSeries(id);
        BookingRow named = Part.requireVisible(
                context,
                series.stream().filter(row -> row.id().equals(id)).findFirst().orElse(null));
        Stream<BookingRow> following = series.stream()
                .filter(row -> !row.id().equals(id)
                        && row.status().isToCome()
                        && !row.startsAt().isBefore(named.startsAt()));
        return Stream.concat(Stream.of(named), following).toList();
    }

    private interface Effect {
        void of(Transaction transaction, Moment moment, BookingRow row);
    }

    private Booking change(CallContext context, UUID id, BookingStatus target, Effect effect) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, BookingMapper.class, (mapper, transaction) -> {
            BookingRow before = Part.requireVisible(context, mapper.lock(id));
            Part.of(context, before).atLeast(Part.PROVIDER);
            before.status().require(target);
            mapper.setStatus(List.of(id), target, null, moment.now());
            effect.of(transaction, moment, before);
            Booking after = mapper.find(id).booking();
            transaction.audit(AuditEntry.changed("booking.status", BookingWriter.TABLE, id, before.booking(), after));
            return after;
        });
    }

    private static void requireBegun(BookingRow row, Instant now) {
        if (now.isBefore(row.startsAt())) {
            throw ProblemException.of(BookingProblem.BOOKING_NOT_BEGUN, row.startsAt());
        }
    }

    /** Tells those who agreed on the time elsewhere how it ended. */
    static void ended(Transaction transaction, BookingRow row, AppointmentEnded.Outcome outcome) {
        Optional.ofNullable(row.agreementId())
                .ifPresent(agreement -> transaction.publish(new AppointmentEnded(agreement, outcome)));
    }
}
