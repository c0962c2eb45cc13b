package org.stoa.billing.invoice;

import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.CreditNoteIssued;
import org.stoa.billing.currency.Conversion;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.ledger.Account;

/**
 * Takes back issued invoices, in full or in part. The credit note settles its invoice; what was paid for that part becomes
 * credit of the customer.
 */
@Component(service = CreditNotes.class)
public final class CreditNotes {
    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public CreditNotes(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Issues a credit note.
     *
     * @throws ProblemException 404 {@code not-found}; 400 {@code invalid-request} for a line that there is not; 409
     *     {@code invoice-not-issued} for a draft, a void invoice or a credit note; 409 {@code credit-exceeds-invoice}
     */
    public Invoice credit(CallContext context, UUID invoiceId, CreditFields fields) {
        Issuer issuer = Issuer.of(context, tenants, clock);
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Account account = InvoiceLifecycle.lockAccount(context, transaction, issuer.moment(), mapper, invoiceId);
            Invoice invoice = new InvoiceStore(mapper).lock(invoiceId);
            requireClaim(invoice);
            Crediting.Result result = crediting(transaction, invoice).credit(fields.items());
            return issue(context, transaction, issuer, account, invoice, fields.reason(), result);
        });
    }

    /**
     * Issues a credit note over an amount without tax, or over what is left of the invoice when that is less, within a
     * transaction that holds the account.
     *
     * @param net more than nothing
     * @return null when nothing is left
     */
    public static Invoice creditNet(
            CallContext context,
            Transaction transaction,
            Issuer issuer,
            Account account,
            UUID invoiceId,
            String reason,
            Money net) {
        Invoice invoice = new InvoiceStore(transaction.mapper(InvoiceMapper.class)).lock(invoiceId);
        requireClaim(invoice);
        Crediting.Result result = crediting(transaction, invoice).creditNet(net);
        return result == null ? null : issue(context, transaction, issuer, account, invoice, reason, result);
    }

    /** Issues a credit note over all that is left of the invoice, within a transaction that holds the account. */
    public static Invoice creditRest(
            CallContext context,
            Transaction transaction,
            Issuer issuer,
            Account account,
            UUID invoiceId,
            String reason) {
        Invoice invoice = new InvoiceStore(transaction.mapper(InvoiceMapper.class)).lock(invoiceId);
        requireClaim(invoice);
        Crediting.Result result = crediting(transaction, invoice).credit(null);
        return issue(context, transaction, issuer, account, invoice, reason, result);
    }

    private static void requireClaim(Invoice invoice) {
        boolean claim = invoice.status() != InvoiceStatus.DRAFT && invoice.status() != InvoiceStatus.VOID;
        if (!claim || invoice.kind() != InvoiceKind.INVOICE) {
            throw ProblemException.of(BillingProblem.INVOICE_NOT_ISSUED, invoice.status());
        }
    }

    private static Invoice issue(
            CallContext context,
            Transaction transaction,
            Issuer issuer,
            Account account,
            Invoice invoice,
            String reason,
            Crediting.Result result) {
        InvoiceMapper mapper = transaction.mapper(InvoiceMapper.class);
        UUID id = insert(context, mapper, issuer, invoice, reason, result);
        Invoice draft = new InvoiceStore(mapper).get(id);
        Conversion conversion = invoice.conversion() == null
                ? null
                : invoice.conversion().of(result.totals().net(), result.totals().tax());
        Issue issue = new Issue(context, transaction, issuer);
        issue.complete(draft, result.totals(), conversion, invoice.seller(), invoice.buyer());
        LocalDate date = issuer.moment().today();
        issue.number(id, InvoiceKind.CREDIT_NOTE, date, null, invoice.test());
        account.credited(invoice.id(), id, result.totals().gross());
        Invoice note = new InvoiceStore(mapper).get(id);
        transaction.audit(AuditEntry.created("invoice.credit", InvoiceService.TABLE, id, note));
        transaction.publish(new CreditNoteIssued(
                id,
                note.number(),
                invoice.id(),
                note.customerId(),
                date,
                note.totals().gross()));
        return note;
    }

    private static UUID insert(
            CallContext context,
            InvoiceMapper mapper,
            Issuer issuer,
            Invoice invoice,
            String reason,
            Crediting.Result result) {
        UUID id = Ids.next();
        Draft draft = new Draft(
                invoice.customerId(),
                Money.currencyOf(invoice.currency()),
                null,
                null,
                result.items(),
                result.totals());
        mapper.insert(
                context.requireTenant(),
                id,
                InvoiceKind.CREDIT_NOTE,
                draft,
                invoice.test(),
                new CreditedInvoice(invoice.id(), reason),
                InvoiceSource.NONE,
                issuer.moment().now());
        mapper.insertItems(context.requireTenant(), id, result.items(), result.positions(), result.quantities());
        return id;
    }

    private static Crediting crediting(Transaction transaction, Invoice invoice) {
        CreditMapper mapper = transaction.mapper(CreditMapper.class);
        Currency currency = Money.currencyOf(invoice.currency());
        Map<Integer, Crediting.Credited> lines = new HashMap<>();
        List<CreditMapper.LineRow> rows = mapper.lines(invoice.id());
        rows.forEach(row ->
                lines.put(row.position(), new Crediting.Credited(row.quantity(), row.amount(), row.net(), row.tax())));
        Map<TaxKey, Money> taxes = new HashMap<>();
        mapper.taxes(invoice.id())
                .forEach(row -> taxes.put(
                        new TaxKey(row.category(), Decimals.plain(row.rate())), new Money(row.tax(), currency)));
        return new Crediting(invoice, lines, taxes);
    }
}
