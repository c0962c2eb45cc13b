package org.stoa.billing.invoice;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.charge.ChargeInvoiced;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.DunningStepDue;
import org.stoa.billing.InvoiceIssued;
import org.stoa.billing.currency.Conversion;
import org.stoa.billing.currency.ExchangeRate;
import org.stoa.billing.currency.ExchangeRateMapper;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.Party;
import org.stoa.billing.customer.PaymentTerms;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.setting.SettingFields;
import org.stoa.billing.setting.SettingMapper;
import org.stoa.billing.setting.Settings;
import org.stoa.billing.tax.TaxRate;
import org.stoa.billing.tax.TaxRateMapper;

/** Gives documents their numbers, dates and parties, within a transaction. */
public final class Issue {
    private final CallContext context;
    private final Transaction transaction;
    private final Issuer issuer;
    private final InvoiceMapper mapper;

    public Issue(CallContext context, Transaction transaction, Issuer issuer) {
        this.context = context;
        this.transaction = transaction;
        this.issuer = issuer;
        this.mapper = transaction.mapper(InvoiceMapper.class);
    }

    /**
     * Issues a draft of an invoice, books it, and gives it what the customer has to its credit.
     *
     * @param version the version that the caller has seen, or null to issue whatever is there
     * @throws ProblemException 404 {@code not-found}; 409 {@code invoice-not-draft}, {@code invoice-without-items},
     *     {@code due-date-passed}, {@code tax-rate-not-valid}, {@code exchange-rate-missing} or
     *     {@code seller-details-incomplete}; 412
     */
    public Invoice invoice(UUID id, Long version) {
        Seller seller = Seller.of(issuer.tenant());
        UUID customerId = mapper.customerOf(id);
        if (customerId == null) {
            throw ProblemException.notFound("invoice");
        }
        Account account = Account.lock(context, transaction, issuer.moment(), customerId);
        Invoice draft = InvoiceService.lockDraft(mapper, id);
        if (!draft.customerId().equals(customerId) || (version != null && version != draft.version())) {
            throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
        }
        if (draft.items().isEmpty()) {
            throw ProblemException.of(BillingProblem.INVOICE_WITHOUT_ITEMS);
        }
        LocalDate date = issuer.moment().today();
        SettingFields settings = Settings.current(transaction.mapper(SettingMapper.class));
        LocalDate due = dueDate(draft, account.customer(), settings, date);
        requireValidTaxRates(draft.items(), date);
        Conversion conversion = conversion(draft, settings, date);
        boolean test = draft.test() || issuer.moment().test();
        complete(
                draft,
                draft.totals(),
                conversion,
                seller.party(),
                account.customer().asBuyer());
        number(id, InvoiceKind.INVOICE, date, due, test);
        account.issued(id);
        if (!test) {
            transaction.meter("invoices", 1);
        }
        Invoice invoice = new InvoiceStore(mapper).get(id);
        transaction.audit(AuditEntry.changed("invoice.issue", InvoiceService.TABLE, id, draft, invoice));
        transaction.publish(new InvoiceIssued(
                id, invoice.number(), customerId, date, due, invoice.totals().gross()));
        transaction.publish(new DunningStepDue(id), issuer.moment().startOf(due.plusDays(1)));
        UUID debtor = account.customer().debtorTenantId();
        if (debtor != null && draft.source() != null && draft.source().chargeId() != null) {
            transaction.publish(new ChargeInvoiced(
                    draft.source().chargeId(),
                    debtor,
                    id,
                    invoice.number(),
                    invoice.totals().gross(),
                    date,
                    due,
                    InvoiceLinks.create(
                            context, transaction, id, issuer.moment().now())));
        }
        return invoice;
    }

    /** What an issued document has beside its row and its lines. */
    void complete(Invoice draft, InvoiceTotals totals, Conversion conversion, Party seller, Party buyer) {
        UUID tenantId = context.requireTenant();
        mapper.insertParties(
                tenantId,
                List.of(
                        PartyRow.of(draft.id(), PartyRow.Role.SELLER, seller),
                        PartyRow.of(draft.id(), PartyRow.Role.BUYER, buyer)));
        mapper.insertTaxes(tenantId, draft.id(), totals.taxes());
        if (conversion != null) {
            mapper.insertConversion(tenantId, draft.id(), conversion);
        }
    }

    /** Last, because everybody else's next number waits from here to the end of the transaction. */
    void number(UUID id, InvoiceKind kind, LocalDate date, LocalDate due, boolean test) {
        String number =
                Numbering.next(transaction, context.requireTenant(), Series.Name.of(kind, test), date.getYear());
        mapper.issue(id, number, date, due, test, issuer.moment().now());
    }

    private static LocalDate dueDate(Invoice draft, Customer customer, SettingFields settings, LocalDate date) {
        PaymentTerms terms = customer.paymentTerms() == null ? settings.paymentTerms() : customer.paymentTerms();
        LocalDate due = draft.dueDate() == null ? terms.dueDate(date) : draft.dueDate();
        if (due.isBefore(date)) {
            throw ProblemException.of(BillingProblem.DUE_DATE_PASSED, due, date);
        }
        return due;
    }

    private void requireValidTaxRates(List<InvoiceItem> items, LocalDate date) {
        List<UUID> ids = items.stream()
                .map(InvoiceItem::taxRateId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        Map<UUID, TaxRate> rates = transaction.mapper(TaxRateMapper.class).findAll(ids).stream()
                .collect(Collectors.toMap(TaxRate::id, Function.identity()));
        for (int index = 0; index < items.size(); index++) {
            TaxRate rate = rates.get(items.get(index).taxRateId());
            if (rate != null && !rate.isValidOn(date)) {
                throw ProblemException.of(BillingProblem.TAX_RATE_NOT_VALID, rate.name(), date)
                        .withField("items[" + index + "].taxRateId", "is not valid on " + date);
            }
        }
    }

    private Conversion conversion(Invoice draft, SettingFields settings, LocalDate date) {
        if (draft.currency().equals(issuer.currency().getCurrencyCode())) {
            return null;
        }
        ExchangeRate rate = transaction
                .mapper(ExchangeRateMapper.class)
                .latest(
                        draft.currency(),
                        issuer.currency().getCurrencyCode(),
                        date.minusDays(settings.exchangeDays()),
                        date,
                        settings.exchangeSource());
        if (rate == null) {
            throw ProblemException.of(
                    BillingProblem.EXCHANGE_RATE_MISSING,
                    draft.currency(),
                    issuer.currency(),
                    date,
                    settings.exchangeDays());
        }
        try {
            return Conversion.of(
                    rate,
                    issuer.currency(),
                    draft.totals().net(),
                    draft.totals().tax());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("items", "are too large in " + issuer.currency() + ": " + e.getMessage());
        }
    }
}
