package org.stoa.booking.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.booking.BookingCancelled;
import org.stoa.booking.BookingConfirmed;
import org.stoa.booking.BookingRequested;
import org.stoa.booking.BookingRescheduled;
import org.stoa.booking.ReminderDue;
import org.stoa.booking.SlotOffered;
import org.stoa.booking.Together;

/**
 * Orders the mails to clients, one for each event, in the language of the tenant. What does not matter any more when its
 * event is delivered is not sent.
 */
@Component(service = Notices.class)
public final class Notices {

    private final Database database;
    private final TenantClock clock;
    private final TenantService tenants;

    @Activate
    public Notices(@Reference Database database, @Reference TenantClock clock, @Reference TenantService tenants) {
        this.database = database;
        this.clock = clock;
        this.tenants = tenants;
    }

    void requested(DomainEvent<BookingRequested> event) {
        ofBooking(
                event,
                "requested",
                event.payload().bookingId(),
                is("PENDING"),
                event.payload().together(),
                letters -> "");
    }

    void confirmed(DomainEvent<BookingConfirmed> event) {
        ofBooking(
                event,
                "confirmed",
                event.payload().bookingId(),
                is("CONFIRMED"),
                event.payload().together(),
                letters -> "");
    }

    void rescheduled(DomainEvent<BookingRescheduled> event) {
        ofBooking(
                event,
                "rescheduled",
                event.payload().bookingId(),
                subject -> is("CONFIRMED").test(subject)
                        && subject.startsAt().equals(event.payload().start()),
                event.payload().together(),
                letters -> "");
    }

    void cancelled(DomainEvent<BookingCancelled> event) {
        String reason = event.payload().reason();
        Money fee = event.payload().fee();
        ofBooking(
                event,
                "cancelled",
                event.payload().bookingId(),
                is("CANCELLED"),
                event.payload().together(),
                letters -> (reason == null ? "" : letters.text("reason", reason))
                        + (fee == null ? "" : letters.text("fee", fee.toString())));
    }

    void reminder(DomainEvent<ReminderDue> event) {
        ofBooking(
                event,
                "reminder",
                event.payload().bookingId(),
                subject -> is("CONFIRMED").test(subject)
                        && subject.startsAt().equals(event.payload().start())
                        && (event.payload().sequence() == null
                                || event.payload().sequence() == subject.sequence()),
                new Together(event.payload().bookingId(), 1),
                letters -> "");
    }

    void offered(DomainEvent<SlotOffered> event) {
        CallContext context = CallContext.system(event.tenantId(), "booking.notices");
        Locale locale = locale(context);
        Letters letters = Letters.in(locale);
        Instant now = clock.now(context);
        database.write(context, NoticeMapper.class, (mapper, transaction) -> {
            NoticeMapper.Subject subject = mapper.hold(event.payload().holdId(), locale.getLanguage());
            if (subject != null && is("HELD").test(subject) && mapper.insert(event.tenantId(), event.id(), now) == 1) {
                String until = letters.moment(event.payload().expiresAt(), subject.timezone());
                order(transaction, letters, "offered", subject, until);
            }
            return true;
        });
    }

    /** What else there is to say. */
    private interface More {
        String in(Letters letters);
    }

    private void ofBooking(
            DomainEvent<?> event,
            String letter,
            UUID bookingId,
            Predicate<NoticeMapper.Subject> matters,
            Together together,
            More more) {
        if (!together.isFirst(bookingId)) {
            return;
        }
        CallContext context = CallContext.system(event.tenantId(), "booking.notices");
        Letters letters = Letters.in(locale(context));
        Instant now = clock.now(context);
        database.write(context, NoticeMapper.class, (mapper, transaction) -> {
            NoticeMapper.Subject subject = mapper.booking(bookingId);
            if (subject != null && matters.test(subject) && mapper.insert(event.tenantId(), event.id(), now) == 1) {
                String others = together.bookings() == 1 ? "" : letters.text("others", together.bookings() - 1);
                order(transaction, letters, letter, subject, others + more.in(letters));
            }
            return true;
        });
    }

    private static Predicate<NoticeMapper.Subject> is(String status) {
        return subject -> subject.status().equals(status);
    }

    private static void order(
            Transaction transaction, Letters letters, String letter, NoticeMapper.Subject subject, String more) {
        Object[] arguments = {
            subject.clientName(),
            subject.title(),
            letters.moment(subject.startsAt(), subject.timezone()),
            subject.place() == null ? "" : letters.text("where", subject.place()),
            more
        };
        String line = MailOrdered.line(letters.text(letter + ".subject", arguments));
        String text = letters.text(letter + ".text", arguments);
        if (subject.clientUserId() != null) {
            transaction.publish(MailOrdered.to(subject.clientUserId(), line, text));
        } else if (MailOrdered.isAddress(subject.clientEmail())) {
            transaction.publish(MailOrdered.to(subject.clientEmail(), line, text));
        }
    }

    private Locale locale(CallContext context) {
        String language =
                tenants.get(context, context.requireTenant().toString()).language();
        return language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }
}
