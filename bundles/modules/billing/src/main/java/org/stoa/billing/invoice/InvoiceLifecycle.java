package org.stoa.billing.invoice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.InvoiceIssued;
import org.stoa.billing.InvoicePaid;
import org.stoa.billing.InvoiceVoided;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.customer.Party;

/** Takes invoices from DRAFT to ISSUED and on to PAID or VOID. */
@Component(service = InvoiceLifecycle.class)
public final class InvoiceLifecycle {
    /** Directive 2011/7/EU, article 3: what counts when nothing else was agreed. */
    static final int DAYS_TO_PAY = 30;

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Database database;
    private final TenantService tenants;
    private final Clock clock;

    @Activate
    public InvoiceLifecycle(@Reference Database database, @Reference TenantService tenants) {
        this(database, tenants, Clock.systemUTC());
    }

    public InvoiceLifecycle(Database database, TenantService tenants, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Gives the invoice its number, its dates and its parties.
     *
     * @param version the version that the caller has seen, or null to issue whatever is there
     */
    public Invoice issue(CallContext context, UUID id, Long version) {
        Seller seller = Seller.of(tenants.get(context, context.requireTenant().toString()));
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Invoice draft = InvoiceService.lockDraft(mapper, id);
            if (version != null && version != draft.version()) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            if (draft.items().isEmpty()) {
                throw ProblemException.of(BillingProblem.INVOICE_WITHOUT_ITEMS);
            }
            Invoice invoice = issue(context, draft, seller, mapper, transaction);
            transaction.meter("invoices", 1);
            transaction.audit(AuditEntry.changed("invoice.issue", InvoiceService.TABLE, id, draft, invoice));
            transaction.publish(new InvoiceIssued(
                    id,
                    invoice.number(),
                    invoice.customerId(),
                    invoice.issueDate(),
                    invoice.dueDate(),
                    invoice.totals().gross()));
            return invoice;
        });
    }

    public Invoice pay(CallContext context, UUID id, Settlement payment) {
        Instant now = now();
        Settlement complete = complete(payment, now);
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Invoice before = lockIssued(mapper, id);
            Invoice after = before.paid(complete, now);
            mapper.updateStatus(after);
            transaction.audit(AuditEntry.changed("invoice.pay", InvoiceService.TABLE, id, before, after));
            transaction.publish(new InvoicePaid(
                    id, after.number(), after.customerId(), after.totals().gross(), complete.paidAt()));
            return after;
        });
    }

    public Invoice declareVoid(CallContext context, UUID id, String reason) {
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Invoice before = lockIssued(mapper, id);
            Invoice after = before.voided(reason, now());
            mapper.updateStatus(after);
            transaction.audit(AuditEntry.changed("invoice.void", InvoiceService.TABLE, id, before, after));
            transaction.publish(new InvoiceVoided(
                    id, after.number(), after.customerId(), after.totals().gross(), reason));
            return after;
        });
    }

    private Invoice issue(
            CallContext context, Invoice draft, Seller seller, InvoiceMapper mapper, Transaction transaction) {
        Instant now = now();
        LocalDate date = LocalDate.ofInstant(now, seller.zone());
        LocalDate due = draft.dueDate() == null ? date.plusDays(DAYS_TO_PAY) : draft.dueDate();
        if (due.isBefore(date)) {
            throw ProblemException.of(BillingProblem.DUE_DATE_PASSED, due, date);
        }
        Party buyer = transaction
                .mapper(CustomerMapper.class)
                .find(draft.customerId())
                .customer()
                .asBuyer();
        // Last, because everybody else's next number waits from here to the end of the transaction.
        int number = mapper.nextNumber(context.requireTenant(), date.getYear());
        Invoice invoice = draft.issued(numberText(date.getYear(), number), date, due, seller.party(), buyer, now);
        mapper.updateStatus(invoice);
        mapper.insertParties(
                context.requireTenant(),
                List.of(
                        PartyRow.of(draft.id(), PartyRow.Role.SELLER, seller.party()),
                        PartyRow.of(draft.id(), PartyRow.Role.BUYER, buyer)));
        return invoice;
    }

    private static String numberText(int year, int number) {
        return String.format(Locale.ROOT, "%d-%06d", year, number);
    }

    private static Settlement complete(Settlement payment, Instant now) {
        if (payment == null || payment.paidAt() == null) {
            return new Settlement(now, payment == null ? null : payment.reference());
        }
        Instant paidAt = payment.paidAt().truncatedTo(ChronoUnit.MICROS);
        if (paidAt.isBefore(Instant.EPOCH) || paidAt.isAfter(now.plus(CLOCK_SKEW))) {
            throw ProblemException.invalid("paidAt", "must be a time from 1970 until now");
        }
        return new Settlement(paidAt, payment.reference());
    }

    private static Invoice lockIssued(InvoiceMapper mapper, UUID id) {
        Invoice invoice = new InvoiceStore(mapper).lock(id);
        if (invoice.status() != InvoiceStatus.ISSUED) {
            throw ProblemException.of(BillingProblem.INVOICE_NOT_ISSUED, invoice.status());
        }
        return invoice;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
