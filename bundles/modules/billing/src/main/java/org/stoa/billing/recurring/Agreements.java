package org.stoa.billing.recurring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.Dates;
import org.stoa.billing.Moment;
import org.stoa.billing.currency.Currencies;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.customer.CustomerRow;
import org.stoa.billing.invoice.Drafts;

/** Keeps the recurring agreements of each tenant, and what their customers use. */
@Component(service = Agreements.class)
public final class Agreements {
    static final String TABLE = "billing.agreement";

    private final Database database;
    private final TenantClock clock;

    @Activate
    public Agreements(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param customerId null for any */
    public Page<Agreement> list(CallContext context, UUID customerId, PageRequest page) {
        return database.read(
                context, AgreementMapper.class, mapper -> new AgreementStore(mapper).list(customerId, page));
    }

    public Agreement get(CallContext context, UUID id) {
        return database.read(context, AgreementMapper.class, mapper -> new AgreementStore(mapper).get(id));
    }

    /** Stores an agreement; its first run takes place when it is due, which may be now. */
    public Agreement create(CallContext context, AgreementFields fields) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            AgreementFields complete = complete(transaction, fields);
            UUID id = Ids.next();
            mapper.insert(context.requireTenant(), id, complete, moment.now());
            mapper.insertItems(context.requireTenant(), id, complete.items());
            publishRun(transaction, moment, id, complete.schedule(), 0);
            Agreement agreement = new AgreementStore(mapper).get(id);
            transaction.audit(AuditEntry.created("agreement.create", TABLE, id, agreement));
            return agreement;
        });
    }

    /** What the first invoices would be, without storing anything. */
    List<RunPreview> preview(CallContext context, AgreementFields fields, int periods) {
        return database.write(
                context.withIdempotencyKey(null),
                AgreementMapper.class,
                (mapper, transaction) ->
                        previews(transaction, complete(transaction, fields), 0, periods, until -> Map.of()));
    }

    /** What the next invoices will be, with what was used so far. */
    List<RunPreview> preview(CallContext context, UUID id, int periods) {
        return database.write(context.withIdempotencyKey(null), AgreementMapper.class, (mapper, transaction) -> {
            Agreement agreement = new AgreementStore(mapper).get(id);
            if (agreement.status() == Agreement.Status.ENDED) {
                return List.of();
            }
            return previews(
                    transaction,
                    agreement.fields(),
                    agreement.nextRun(),
                    periods,
                    until -> sums(mapper.unbilled(id, until)));
        });
    }

    /** What is not invoiced of the days before a day. */
    private interface Usage {
        Map<String, BigDecimal> before(LocalDate day);
    }

    private static List<RunPreview> previews(
            Transaction transaction, AgreementFields fields, int first, int periods, Usage usage) {
        Bill bill = new Bill(
                fields, customer(transaction, fields.customerId()), Drafts.catalogue(transaction, Bill.lines(fields)));
        List<RunPreview> previews = new ArrayList<>();
        LocalDate taken = null;
        Map<String, BigDecimal> used = Map.of();
        for (int number = first; number < first + periods; number++) {
            Optional<Schedule.Run> run = fields.schedule().run(number);
            if (run.isEmpty()) {
                break;
            }
            Map<String, BigDecimal> all = usage.before(run.get().usageUntil());
            previews.add(RunPreview.of(run.get(), bill.of(run.get(), taken == null ? all : less(all, used))));
            taken = run.get().usageUntil();
            used = all;
        }
        return previews;
    }

    private static Map<String, BigDecimal> less(Map<String, BigDecimal> all, Map<String, BigDecimal> used) {
        return all.entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(), entry.getValue().subtract(used.getOrDefault(entry.getKey(), BigDecimal.ZERO))))
                .filter(entry -> entry.getValue().signum() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Changes what is invoiced from the next run on, and tries that run again if it had failed. When the first invoice is
     * made, customer, currency, interval, days and advance are settled.
     */
    public Agreement update(CallContext context, UUID id, long version, MergePatch patch) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            Agreement before = new AgreementStore(mapper).lock(id);
            if (before.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            if (before.status() == Agreement.Status.ENDED) {
                throw ProblemException.of(BillingProblem.AGREEMENT_ENDED);
            }
            AgreementFields fields = complete(transaction, patch.applyTo(before.fields()));
            if (before.nextRun() > 0) {
                requireSettled(before, fields);
            }
            mapper.update(id, fields, moment.now());
            mapper.deleteItems(id);
            mapper.insertItems(context.requireTenant(), id, fields.items());
            publishRun(transaction, moment, id, fields.schedule(), before.nextRun());
            Agreement after = new AgreementStore(mapper).get(id);
            transaction.audit(AuditEntry.changed("agreement.update", TABLE, id, before, after));
            return after;
        });
    }

    private static void requireSettled(Agreement before, AgreementFields after) {
        requireSame("customerId", before.customerId(), after.customerId());
        requireSame("currency", before.currency(), after.currency());
        requireSame("interval", before.interval(), after.interval());
        requireSame("startsOn", before.startsOn(), after.startsOn());
        requireSame("anchorDay", before.anchorDay(), after.anchorDay());
        requireSame("inAdvance", before.inAdvance(), after.inAdvance());
        LocalDate invoiced = before.fields()
                .schedule()
                .run(before.nextRun() - 1)
                .map(Schedule.Run::part)
                .map(part -> part.end().minusDays(1))
                .orElse(null);
        if (invoiced != null && after.endsOn() != null && after.endsOn().isBefore(invoiced)) {
            throw ProblemException.invalid("endsOn", "must not be before " + invoiced + ", until when it is invoiced");
        }
    }

    private static void requireSame(String field, Object before, Object after) {
        if (before == null ? after != null : !before.equals(after)) {
            throw ProblemException.invalid(field, "must stay " + before + ", as invoices were made");
        }
    }

    /** Only while there is no invoice of it: else it is given a last day. */
    public void delete(CallContext context, UUID id) {
        database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            Agreement before = new AgreementStore(mapper).lock(id);
            if (before.nextRun() > 0) {
                throw ProblemException.of(BillingProblem.IN_USE, "agreement");
            }
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("agreement.delete", TABLE, id, before));
            return before;
        });
    }

    /** Takes reports of use, each once. */
    public UsageReports.Receipt report(CallContext context, UUID id, UsageReports reports) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            Agreement agreement = new AgreementStore(mapper).lock(id);
            if (agreement.status() == Agreement.Status.ENDED) {
                throw ProblemException.of(BillingProblem.AGREEMENT_ENDED);
            }
            List<UsageReport> distinct = checked(agreement, reports.reports(), moment.today());
            int accepted = mapper.report(context.requireTenant(), id, distinct, moment.now());
            return new UsageReports.Receipt(accepted, reports.reports().size() - accepted);
        });
    }

    private static List<UsageReport> checked(Agreement agreement, List<UsageReport> reports, LocalDate today) {
        Set<String> metrics = agreement.items().stream()
                .map(AgreementItem::metric)
                .filter(metric -> metric != null)
                .collect(Collectors.toSet());
        Set<String> ids = new HashSet<>();
        List<UsageReport> distinct = new ArrayList<>();
        for (int index = 0; index < reports.size(); index++) {
            UsageReport report = reports.get(index);
            String field = "reports[" + index + "]";
            if (!metrics.contains(report.metric())) {
                throw ProblemException.invalid(field + ".metric", "is none of the agreement: " + metrics);
            }
            LocalDate day = Dates.near(field + ".usedOn", report.usedOn());
            boolean outside = day.isBefore(agreement.startsOn())
                    || (agreement.endsOn() != null && day.isAfter(agreement.endsOn()));
            if (outside || day.isAfter(today.plusDays(1))) {
                throw ProblemException.invalid(field + ".usedOn", "must be a day of the agreement, and not to come");
            }
            if (ids.add(report.id())) {
                distinct.add(report);
            }
        }
        return distinct;
    }

    static void publishRun(Transaction transaction, Moment moment, UUID id, Schedule schedule, int number) {
        schedule.run(number)
                .ifPresent(run -> transaction.publish(new RecurringRunDue(id, number), moment.startOf(run.billOn())));
    }

    static Map<String, BigDecimal> sums(List<AgreementMapper.UsageRow> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        AgreementMapper.UsageRow::metric, AgreementMapper.UsageRow::quantity, BigDecimal::add));
    }

    static Customer customer(Transaction transaction, UUID id) {
        CustomerRow row = transaction.mapper(CustomerMapper.class).findAndKeep(id);
        if (row == null) {
            throw ProblemException.invalid("customerId", "is not the id of a customer");
        }
        return row.customer();
    }

    /** With a currency, and found to be good for invoices: each line is tried. */
    private static AgreementFields complete(Transaction transaction, AgreementFields fields) {
        Customer customer = customer(transaction, fields.customerId());
        AgreementFields complete =
                fields.checked().withCurrency(fields.currency() == null ? customer.currency() : fields.currency());
        Currencies.require("currency", complete.currency());
        Bill bill = new Bill(complete, customer, Drafts.catalogue(transaction, Bill.lines(complete)));
        bill.whole();
        return complete;
    }
}
