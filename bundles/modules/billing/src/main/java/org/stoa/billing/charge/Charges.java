package org.stoa.billing.charge;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeSettled;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.Moment;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.invoice.Draft;
import org.stoa.billing.invoice.Drafts;
import org.stoa.billing.invoice.InvoiceMapper;
import org.stoa.billing.invoice.InvoiceSource;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.invoice.InvoiceStore;
import org.stoa.billing.invoice.Issue;
import org.stoa.billing.invoice.Issuer;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.setting.SettingMapper;
import org.stoa.billing.setting.Settings;

/**
 * Invoices what other tenants owe this one for the platform: each charge once, in three steps with a transaction each. The
 * charge is stored; a draft is made of it; the draft is issued. A charge over nothing needs no invoice; one over less than
 * nothing is given back, as soon as all that was charged before it is invoiced.
 */
@Component(service = Charges.class)
public final class Charges {
    private static final String TABLE = "billing.charge";

    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public Charges(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Stores a charge, once. One that does not add up is stored as well, and parks the account. */
    public void take(CallContext context, ChargeDue due) {
        Moment moment = Moment.of(context, clock);
        database.write(context, ChargeMapper.class, (mapper, transaction) -> {
            if (mapper.find(due.chargeId()) != null) {
                return false;
            }
            UUID customerId = ChargeCustomers.upsert(context, transaction, due, moment.now());
            if (mapper.insert(context.requireTenant(), customerId, due, moment.now()) == 0) {
                return false;
            }
            if (!due.lines().isEmpty()) {
                mapper.insertLines(context.requireTenant(), due);
            }
            transaction.audit(AuditEntry.created("charge.take", TABLE, due.chargeId(), due));
            String doubt = ChargeInvoice.doubt(due);
            if (doubt == null) {
                transaction.publish(new ChargeTaken(due.chargeId()));
            } else {
                park(
                        context,
                        transaction,
                        moment,
                        ParkingReason.CHARGE_DOES_NOT_ADD_UP,
                        customerId,
                        due.chargeId(),
                        doubt);
            }
            return true;
        });
    }

    /** Makes the draft of a charge that waits, or gives back what it says. Does nothing while the account is parked. */
    public void invoice(CallContext context, UUID chargeId) {
        Issuer issuer = Issuer.of(context, tenants, clock);
        try {
            database.write(context, ChargeMapper.class, (mapper, transaction) -> {
                ChargeMapper.Row known = mapper.find(chargeId);
                Account account = Account.lock(context, transaction, issuer.moment(), known.customerId());
                ChargeMapper.Row charge = mapper.lock(chargeId);
                if (charge.status().equals("WAITING") && !Parking.isParked(transaction, charge.customerId())) {
                    invoice(context, mapper, transaction, issuer, account, charge);
                }
                return true;
            });
        } catch (ProblemException e) {
            park(context, issuer.moment(), chargeId, e);
        }
    }

    private static void invoice(
            CallContext context,
            ChargeMapper mapper,
            Transaction transaction,
            Issuer issuer,
            Account account,
            ChargeMapper.Row charge) {
        Customer customer = account.customer();
        boolean hasTaxRate =
                Settings.current(transaction.mapper(SettingMapper.class)).taxRateId() != null;
        if (charge.total().signum() > 0) {
            Currency currency = Money.currencyOf(charge.currency());
            Draft draft = Drafts.check(
                    transaction,
                    ChargeInvoice.of(customer.id(), mapper.lines(charge.id()), currency, hasTaxRate),
                    customer);
            InvoiceSource source = InvoiceSource.ofCharge(charge.id());
            Instant now = issuer.moment().now();
            UUID invoiceId = Drafts.insert(context, transaction, draft, source, charge.test(), now);
            mapper.done(charge.id(), "INVOICED");
            transaction.publish(new ChargeDraftMade(charge.id(), invoiceId));
            return;
        }
        if (charge.total().signum() < 0) {
            if (mapper.isBehindOthers(customer.id(), charge.id())) {
                return;
            }
            new ChargeCredits(context, transaction, issuer, account).give(charge, hasTaxRate);
        }
        mapper.done(charge.id(), "CREDIT");
        transaction.publish(new ChargeSettled(charge.id(), customer.debtorTenantId()));
    }

    /** Issues the draft of a charge. What stands in the way of it parks the account, so that somebody sees to it. */
    public void issue(CallContext context, UUID chargeId, UUID invoiceId) {
        Issuer issuer = Issuer.of(context, tenants, clock);
        try {
            database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
                UUID customerId = mapper.customerOf(invoiceId);
                if (customerId == null || Parking.isParked(transaction, customerId)) {
                    return false;
                }
                if (new InvoiceStore(mapper).get(invoiceId).status() == InvoiceStatus.DRAFT) {
                    new Issue(context, transaction, issuer).invoice(invoiceId, null);
                }
                transaction
                        .mapper(ChargeMapper.class)
                        .waiting(customerId)
                        .forEach(id -> transaction.publish(new ChargeTaken(id)));
                return true;
            });
        } catch (ProblemException e) {
            // Another node was faster: nothing is left to be done.
            if (e.code() != BillingProblem.INVOICE_NOT_DRAFT) {
                park(context, issuer.moment(), chargeId, e);
            }
        }
    }

    /** What rested while the account was parked goes on: whoever released it has vouched for it. */
    public void resume(CallContext context, UUID customerId) {
        database.write(context, ChargeMapper.class, (mapper, transaction) -> {
            mapper.waiting(customerId).forEach(id -> transaction.publish(new ChargeTaken(id)));
            mapper.drafts(customerId).forEach(transaction::publish);
            return true;
        });
    }

    private void park(CallContext context, Moment moment, UUID chargeId, ProblemException problem) {
        if (problem.code().status() >= 500) {
            throw problem;
        }
        database.write(context, ChargeMapper.class, (mapper, transaction) -> {
            UUID customerId = mapper.find(chargeId).customerId();
            park(context, transaction, moment, ParkingReason.OTHER, customerId, chargeId, problem.getMessage());
            return true;
        });
    }

    private static void park(
            CallContext context,
            Transaction transaction,
            Moment moment,
            ParkingReason reason,
            UUID customerId,
            UUID chargeId,
            String detail) {
        String subject = "charge " + chargeId + " " + Ids.next();
        Parking.park(context, transaction, moment, new Doubt(reason, customerId, subject, detail, null, null, null));
    }
}
