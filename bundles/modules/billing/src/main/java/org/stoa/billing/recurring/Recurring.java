package org.stoa.billing.recurring;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.Moment;
import org.stoa.billing.invoice.Draft;
import org.stoa.billing.invoice.Drafts;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceMapper;
import org.stoa.billing.invoice.InvoiceSource;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.invoice.InvoiceStore;
import org.stoa.billing.invoice.Issue;
import org.stoa.billing.invoice.Issuer;
import org.stoa.billing.parking.Parking;

/**
 * Makes the invoices of agreements when they are due. Each run makes one draft, once: the agreement is locked, its next run
 * must be that one, and no two invoices may name the same run. The draft is issued in a transaction of its own, so that an
 * obstacle to the issue loses nothing.
 */
@Component(service = Recurring.class)
public final class Recurring {
    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public Recurring(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Makes the draft of a run and stores when the next is due; does nothing for a run that is not the next one. */
    public void run(CallContext context, UUID agreementId, int number) {
        Moment moment = Moment.of(context, clock);
        try {
            database.write(context, AgreementMapper.class, (mapper, transaction) -> {
                AgreementMapper.Row row = mapper.lock(agreementId);
                if (row == null || row.status() == Agreement.Status.ENDED || row.nextRun() != number) {
                    return false;
                }
                if (!Parking.isParked(transaction, row.customerId())) {
                    Agreement agreement = new AgreementStore(mapper).get(agreementId);
                    run(context, mapper, transaction, moment, agreement);
                }
                return true;
            });
        } catch (ProblemException e) {
            note(context, agreementId, e);
        }
    }

    private static void run(
            CallContext context, AgreementMapper mapper, Transaction transaction, Moment moment, Agreement agreement) {
        UUID id = agreement.id();
        Schedule schedule = agreement.fields().schedule();
        Optional<Schedule.Run> found = schedule.run(agreement.nextRun());
        if (found.isEmpty()) {
            mapper.advance(id, agreement.nextRun(), Agreement.Status.ENDED);
            return;
        }
        Schedule.Run run = found.get();
        if (moment.today().isBefore(run.billOn())) {
            Agreements.publishRun(transaction, moment, id, schedule, run.number());
            return;
        }
        if (agreement.autoIssue()) {
            mapper.waitingDrafts(agreement.customerId()).forEach(transaction::publish);
        }
        Draft draft = draft(mapper, transaction, agreement, run);
        if (!draft.items().isEmpty()) {
            InvoiceSource source = InvoiceSource.ofAgreement(id, run.number());
            UUID invoiceId = Drafts.insert(context, transaction, draft, source, moment.test(), moment.now());
            transaction.audit(AuditEntry.created("agreement.run", Agreements.TABLE, id, source));
            if (agreement.autoIssue()) {
                transaction.publish(new RecurringDraftMade(id, invoiceId));
            }
        }
        boolean more = schedule.run(run.number() + 1).isPresent();
        mapper.advance(id, run.number() + 1, more ? Agreement.Status.ACTIVE : Agreement.Status.ENDED);
        Agreements.publishRun(transaction, moment, id, schedule, run.number() + 1);
    }

    private static Draft draft(AgreementMapper mapper, Transaction transaction, Agreement agreement, Schedule.Run run) {
        List<String> metrics = agreement.items().stream()
                .map(AgreementItem::metric)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, BigDecimal> usage = metrics.isEmpty()
                ? Map.of()
                : Agreements.sums(mapper.take(agreement.id(), run.usageUntil(), metrics, run.number()));
        AgreementFields fields = agreement.fields();
        return new Bill(
                        fields,
                        Agreements.customer(transaction, fields.customerId()),
                        Drafts.catalogue(transaction, Bill.lines(fields)))
                .of(run, usage);
    }

    /** Issues a draft that an agreement made, unless somebody has done so, or its customer is parked. */
    public void issue(CallContext context, UUID agreementId, UUID invoiceId) {
        Issuer issuer = Issuer.of(context, tenants, clock);
        try {
            database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
                UUID customerId = mapper.customerOf(invoiceId);
                if (customerId == null || Parking.isParked(transaction, customerId)) {
                    return false;
                }
                Invoice draft = new InvoiceStore(mapper).get(invoiceId);
                if (draft.status() == InvoiceStatus.DRAFT) {
                    new Issue(context, transaction, issuer).invoice(invoiceId, null);
                }
                return true;
            });
        } catch (ProblemException e) {
            // Another node was faster: nothing is left to be done.
            if (e.code() != BillingProblem.INVOICE_NOT_DRAFT) {
                note(context, agreementId, e);
            }
        }
    }

    /** Somebody has to see to it: what is wrong is no matter of time, and nothing was lost. */
    private void note(CallContext context, UUID agreementId, ProblemException problem) {
        if (problem.code().status() >= 500) {
            throw problem;
        }
        database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            mapper.note(agreementId, problem.getMessage());
            return true;
        });
    }

    /** What rested while the account was parked goes on. */
    public void resume(CallContext context, UUID customerId) {
        database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            mapper.active(customerId).forEach(row -> transaction.publish(new RecurringRunDue(row.id(), row.nextRun())));
            mapper.waitingDrafts(customerId).forEach(transaction::publish);
            return true;
        });
    }
}
