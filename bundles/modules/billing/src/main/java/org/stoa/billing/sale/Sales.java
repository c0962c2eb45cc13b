package org.stoa.billing.sale;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.people.UserService;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.sale.SaleInvoiced;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.billing.Moment;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.invoice.CreditNotes;
import org.stoa.billing.invoice.Draft;
import org.stoa.billing.invoice.Drafts;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceSource;
import org.stoa.billing.invoice.Issue;
import org.stoa.billing.invoice.Issuer;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.setting.SettingMapper;
import org.stoa.billing.setting.Settings;

/**
 * Invoices what was sold to clients of the tenant elsewhere: each sale once, issued at once, and taken back when it is
 * cancelled. A sale is stored first and invoiced in a transaction of its own, so that what stands in the way of its invoice
 * parks the account, and the sale waits until somebody has seen to it.
 */
@Component(service = Sales.class)
public final class Sales {
    private static final String TABLE = "billing.sale";
    private static final int REASON_LENGTH = 500;
    private static final String NO_REASON = "Cancelled";

    private final Database database;
    private final TenantService tenants;
    private final UserService users;
    private final TenantClock clock;

    @Activate
    public Sales(
            @Reference Database database,
            @Reference TenantService tenants,
            @Reference UserService users,
            @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.users = users;
        this.clock = clock;
    }

    /** Stores a sale, once, and invoices it unless it was cancelled before it came. */
    public void take(CallContext context, SaleMade sale) {
        Moment moment = Moment.of(context, clock);
        String userEmail = sale.clientUserId() == null ? null : emailOf(context, sale.clientUserId());
        database.write(context, SaleMapper.class, (mapper, transaction) -> {
            if (mapper.find(sale.saleId()) != null) {
                return false;
            }
            UUID customerId = SaleCustomers.of(context, transaction, sale, userEmail, moment);
            String currency = sale.lines().get(0).unitPrice().currency().getCurrencyCode();
            if (mapper.insert(context.requireTenant(), customerId, sale, currency, moment.now()) == 1) {
                mapper.insertLines(context.requireTenant(), sale);
                transaction.audit(AuditEntry.created("sale.take", TABLE, sale.saleId(), sale));
            }
            return true;
        });
        proceed(context, sale.saleId());
    }

    private String emailOf(CallContext context, UUID userId) {
        try {
            return users.get(context, userId).email();
        } catch (ProblemException e) {
            if (e.code() == CommonProblem.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** Takes back a sale, whether it is invoiced or not, and also one that comes only after this. */
    public void cancel(CallContext context, SaleCancelled cancelled) {
        Moment moment = Moment.of(context, clock);
        UUID saleId = cancelled.saleId();
        database.write(context, SaleMapper.class, (mapper, transaction) -> {
            if (mapper.insertCancelled(context.requireTenant(), cancelled, moment.now()) == 1) {
                return true;
            }
            SaleMapper.Row known = mapper.find(saleId);
            if (known.is("CANCELLED")) {
                return false;
            }
            Account.lock(context, transaction, moment, known.customerId());
            if (!mapper.lock(saleId).is("CANCELLED")) {
                mapper.cancel(saleId, cancelled.reason());
                transaction.audit(AuditEntry.changed("sale.cancel", TABLE, saleId, known, mapper.find(saleId)));
            }
            return true;
        });
        proceed(context, saleId);
    }

    /** What rested while the account was parked goes on: whoever released it has vouched for it. */
    public void resume(CallContext context, UUID customerId) {
        List<UUID> unfinished = database.read(context, SaleMapper.class, mapper -> mapper.unfinished(customerId));
        unfinished.forEach(id -> proceed(context, id));
    }

    /** Does what a sale waits for. Nothing is issued while the account is parked; what cannot be issued parks it. */
    private void proceed(CallContext context, UUID saleId) {
        Issuer issuer = Issuer.of(context, tenants, clock);
        try {
            database.write(context, SaleMapper.class, (mapper, transaction) -> {
                SaleMapper.Row known = mapper.find(saleId);
                if (known.customerId() == null) {
                    return false;
                }
                Account account = Account.lock(context, transaction, issuer.moment(), known.customerId());
                SaleMapper.Row sale = mapper.lock(saleId);
                if (Parking.isParked(transaction, sale.customerId())) {
                    return false;
                }
                if (sale.is("WAITING")) {
                    invoice(context, mapper, transaction, issuer, account, sale);
                } else if (sale.toCredit()) {
                    credit(context, mapper, transaction, issuer, account, sale);
                }
                return true;
            });
        } catch (ProblemException e) {
            park(context, issuer.moment(), saleId, e);
        }
    }

    private static void invoice(
            CallContext context,
            SaleMapper mapper,
            Transaction transaction,
            Issuer issuer,
            Account account,
            SaleMapper.Row sale) {
        boolean taxed =
                Settings.current(transaction.mapper(SettingMapper.class)).taxRateId() != null;
        Currency currency = Money.currencyOf(sale.currency());
        List<ItemFields> items = new ArrayList<>();
        for (SaleMapper.LineRow line : mapper.lines(sale.id())) {
            UnitPrice price = new UnitPrice(line.unitPrice(), currency);
            items.add(ItemFields.taxedAsSettled(
                    line.description(), line.quantity(), price, null, sale.soldOn(), sale.soldOn(), taxed));
        }
        InvoiceFields fields =
                new InvoiceFields(account.customer().id(), sale.currency(), null, sale.reference(), items);
        Draft draft = Drafts.check(transaction, fields, account.customer());
        Moment moment = issuer.moment();
        UUID invoiceId = Drafts.insert(
                context, transaction, draft, InvoiceSource.ofSale(sale.id()), moment.test(), moment.now());
        mapper.invoiced(sale.id());
        Invoice invoice = new Issue(context, transaction, issuer).invoice(invoiceId, null);
        transaction.publish(new SaleInvoiced(sale.id(), invoiceId, invoice.number()));
    }

    private static void credit(
            CallContext context,
            SaleMapper mapper,
            Transaction transaction,
            Issuer issuer,
            Account account,
            SaleMapper.Row sale) {
        UUID invoiceId = mapper.creditable(sale.id());
        if (invoiceId != null) {
            CreditNotes.creditRest(context, transaction, issuer, account, invoiceId, reason(sale));
        }
        mapper.credited(sale.id());
    }

    private static String reason(SaleMapper.Row sale) {
        String reason = sale.cancelReason() == null || sale.cancelReason().isBlank() ? NO_REASON : sale.cancelReason();
        return reason.substring(0, Math.min(reason.length(), REASON_LENGTH));
    }

    private void park(CallContext context, Moment moment, UUID saleId, ProblemException problem) {
        if (problem.code().status() >= 500) {
            throw problem;
        }
        database.write(context, SaleMapper.class, (mapper, transaction) -> {
            UUID customerId = mapper.find(saleId).customerId();
            String subject = "sale " + saleId + " " + Ids.next();
            Doubt doubt = new Doubt(ParkingReason.OTHER, customerId, subject, problem.getMessage(), null, null, null);
            return Parking.park(context, transaction, moment, doubt);
        });
    }
}
