package org.stoa.billing.dunning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.billing.DunningLevelReached;
import org.stoa.billing.DunningStepDue;
import org.stoa.billing.InvoiceOverdue;
import org.stoa.billing.Moment;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.invoice.Issuer;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.ledger.LedgerMapper;
import org.stoa.billing.ledger.OpenInvoice;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.setting.SettingMapper;
import org.stoa.billing.setting.Settings;

/**
 * Reminds of what is overdue, step by step: each invoice reaches each level once, by the clock of its tenant. The account
 * of the customer is locked meanwhile, so that two nodes come one after the other.
 */
@Component(service = Dunning.class)
public final class Dunning {
    private static final BigDecimal YEAR_AND_PERCENT = BigDecimal.valueOf(36_500);

    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public Dunning(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    public DunningLevels levels(CallContext context) {
        return database.read(context, DunningMapper.class, Dunning::levels);
    }

    /** Replaces all levels. Invoices that are overdue already are looked at again by the new ones. */
    public DunningLevels putLevels(CallContext context, DunningLevels levels) {
        requireOrder(levels.levels());
        Moment moment = Moment.of(context, clock);
        return database.write(context, DunningMapper.class, (mapper, transaction) -> {
            DunningLevels before = levels(mapper);
            mapper.deleteLevels();
            if (!levels.levels().isEmpty()) {
                mapper.insertLevels(context.requireTenant(), levels.levels());
            }
            UUID tenant = context.requireTenant();
            transaction.audit(AuditEntry.changed("dunning.levels", "billing.dunning_level", tenant, before, levels));
            resume(mapper, transaction, null, moment);
            return levels;
        });
    }

    /**
     * @param customerId null for any
     * @param invoiceId null for any
     */
    public Page<DunningNotice> notices(CallContext context, UUID customerId, UUID invoiceId, PageRequest page) {
        return database.read(context, DunningMapper.class, mapper -> Page.of(
                        mapper.notices(customerId, invoiceId, page), page, DunningMapper.NoticeRow::id)
                .map(DunningMapper.NoticeRow::notice));
    }

    /**
     * Looks at an invoice: takes the one step that is due, if one is, and stores when the next is. When what it costs cannot
     * be invoiced, the account is parked and the step is taken once it is released.
     */
    public void step(CallContext context, UUID invoiceId) {
        Issuer issuer = Issuer.of(context, tenants, clock);
        try {
            step(context, issuer, invoiceId);
        } catch (ProblemException e) {
            if (e.code().status() >= 500) {
                throw e;
            }
            park(context, issuer.moment(), invoiceId, e);
        }
    }

    private void park(CallContext context, Moment moment, UUID invoiceId, ProblemException problem) {
        database.write(context, LedgerMapper.class, (mapper, transaction) -> {
            OpenInvoice invoice = mapper.invoice(invoiceId);
            String detail = "the reminder of invoice " + invoice.number() + ": " + problem.getMessage();
            String subject = "reminder " + invoice.number() + " " + Ids.next();
            Doubt doubt = new Doubt(ParkingReason.OTHER, invoice.customerId(), subject, detail, null, invoiceId, null);
            return Parking.park(context, transaction, moment, doubt);
        });
    }

    private void step(CallContext context, Issuer issuer, UUID invoiceId) {
        Moment moment = issuer.moment();
        database.write(context, DunningMapper.class, (mapper, transaction) -> {
            OpenInvoice known = transaction.mapper(LedgerMapper.class).invoice(invoiceId);
            if (known == null) {
                return false;
            }
            Account account = Account.lock(context, transaction, moment, known.customerId());
            OpenInvoice invoice = account.invoice(invoiceId);
            if (invoice.isUnpaid() && !Parking.isParked(transaction, known.customerId())) {
                step(context, mapper, transaction, issuer, account, invoice);
            }
            return true;
        });
    }

    /** What rested while the account was parked is looked at again. */
    public void resume(CallContext context, UUID customerId) {
        Moment moment = Moment.of(context, clock);
        database.write(context, DunningMapper.class, (mapper, transaction) -> {
            resume(mapper, transaction, customerId, moment);
            return true;
        });
    }

    private static void resume(DunningMapper mapper, Transaction transaction, UUID customerId, Moment moment) {
        mapper.overdue(customerId, moment.today()).forEach(id -> transaction.publish(new DunningStepDue(id)));
    }

    private static void step(
            CallContext context,
            DunningMapper mapper,
            Transaction transaction,
            Issuer issuer,
            Account account,
            OpenInvoice invoice) {
        Moment moment = issuer.moment();
        List<DunningLevel> levels =
                mapper.levels().stream().map(DunningMapper.LevelRow::level).toList();
        int next = mapper.reached(invoice.id()) + 1;
        if (next > levels.size()) {
            return;
        }
        LocalDate due = day(invoice, levels, next);
        if (moment.today().isBefore(due)) {
            transaction.publish(new DunningStepDue(invoice.id()), moment.startOf(due));
            return;
        }
        boolean free = next == 0 || mapper.isFee(invoice.id());
        DunningNotice notice = notice(transaction, moment, invoice, levels, next, free);
        Money interest = Money.zero(notice.interest().currency());
        if (!free && levels.get(next - 1).charged()) {
            Money before = new Money(mapper.interestCharged(invoice.id()), interest.currency());
            interest =
                    notice.interest().compareTo(before) > 0 ? notice.interest().minus(before) : interest;
            notice = notice.invoicedBy(
                    DunningFee.charge(context, transaction, issuer, account.customer(), invoice, notice, interest));
        }
        mapper.insertNotice(context.requireTenant(), notice, interest.amount(), moment.now());
        transaction.audit(AuditEntry.created("invoice.dun", "billing.dunning_notice", notice.id(), notice));
        transaction.publish(event(invoice, notice));
        if (next < levels.size()) {
            transaction.publish(new DunningStepDue(invoice.id()), moment.startOf(day(invoice, levels, next + 1)));
        }
    }

    /** The day from which on a step is due: the day after the due date for step 0. */
    private static LocalDate day(OpenInvoice invoice, List<DunningLevel> levels, int step) {
        return invoice.dueDate().plusDays(step == 0 ? 1 : levels.get(step - 1).daysAfterDue());
    }

    /** @param free whether the reminder costs nothing: what reminders cost leads to no further costs */
    private static DunningNotice notice(
            Transaction transaction,
            Moment moment,
            OpenInvoice invoice,
            List<DunningLevel> levels,
            int step,
            boolean free) {
        Money nothing = Money.zero(invoice.balance().currency());
        DunningLevel level = step == 0 ? null : levels.get(step - 1);
        boolean hasFee = !free && level.fee() != null && level.fee().currency().equals(nothing.currency());
        Money interest = free ? nothing : interest(transaction, moment, invoice);
        return new DunningNotice(
                Ids.next(),
                invoice.id(),
                invoice.customerId(),
                step,
                moment.today(),
                invoice.balance(),
                hasFee ? level.fee() : nothing,
                interest,
                null,
                level == null ? null : level.text());
    }

    private static Money interest(Transaction transaction, Moment moment, OpenInvoice invoice) {
        BigDecimal percent =
                Settings.current(transaction.mapper(SettingMapper.class)).interestPercent();
        long days = ChronoUnit.DAYS.between(invoice.dueDate(), moment.today());
        return Decimals.share(invoice.balance(), percent.multiply(BigDecimal.valueOf(days)), YEAR_AND_PERCENT);
    }

    private static Record event(OpenInvoice invoice, DunningNotice notice) {
        if (notice.level() == 0) {
            return new InvoiceOverdue(
                    invoice.id(), invoice.number(), invoice.customerId(), invoice.dueDate(), notice.balance());
        }
        return new DunningLevelReached(
                invoice.id(),
                invoice.number(),
                invoice.customerId(),
                notice.level(),
                notice.reachedOn(),
                notice.balance(),
                notice.fee(),
                notice.interest(),
                notice.text());
    }

    private static DunningLevels levels(DunningMapper mapper) {
        return new DunningLevels(
                mapper.levels().stream().map(DunningMapper.LevelRow::level).toList());
    }

    private static void requireOrder(List<DunningLevel> levels) {
        for (int index = 0; index < levels.size(); index++) {
            String field = "levels[" + index + "]";
            if (index > 0
                    && levels.get(index).daysAfterDue() <= levels.get(index - 1).daysAfterDue()) {
                throw ProblemException.invalid(field + ".daysAfterDue", "must be more than that of the level before");
            }
            Money fee = levels.get(index).fee();
            if (fee != null && fee.amount().signum() <= 0) {
                throw ProblemException.invalid(field + ".fee", "must be more than nothing, or absent");
            }
        }
    }
}
