package org.stoa.billing.dunning;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.Moment;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.document.pdf.Words;
import org.stoa.billing.invoice.Draft;
import org.stoa.billing.invoice.Drafts;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceSource;
import org.stoa.billing.invoice.Issue;
import org.stoa.billing.invoice.Issuer;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.billing.ledger.OpenInvoice;
import org.stoa.billing.tax.TaxCategory;

/** Invoices what a reminder costs: a compensation, on which there is no tax. */
final class DunningFee {
    private DunningFee() {}

    /**
     * @param interest what was not invoiced before
     * @return the invoice; null when there is nothing to be paid
     */
    static UUID charge(
            CallContext context,
            Transaction transaction,
            Issuer issuer,
            Customer customer,
            OpenInvoice dunned,
            DunningNotice notice,
            Money interest) {
        String language = customer.language() == null ? issuer.tenant().language() : customer.language();
        Words words = new Words(language == null ? Locale.ENGLISH : Locale.forLanguageTag(language));
        List<ItemFields> items = new ArrayList<>();
        if (notice.fee().amount().signum() > 0) {
            items.add(item(words, words.of("dunning.fee", dunned.number(), notice.level()), notice.fee()));
        }
        if (interest.amount().signum() > 0) {
            String until = words.date(notice.reachedOn());
            items.add(item(words, words.of("dunning.interest", dunned.number(), until), interest));
        }
        if (items.isEmpty()) {
            return null;
        }
        InvoiceFields fields = new InvoiceFields(customer.id(), dunned.currency(), null, null, items);
        Draft draft = Drafts.check(transaction, fields, customer);
        Moment moment = issuer.moment();
        UUID id = Drafts.insert(
                context, transaction, draft, InvoiceSource.ofDunning(dunned.id()), dunned.test(), moment.now());
        return new Issue(context, transaction, issuer).invoice(id, null).id();
    }

    private static ItemFields item(Words words, String description, Money amount) {
        return new ItemFields(
                null,
                description,
                BigDecimal.ONE,
                null,
                UnitPrice.of(amount),
                null,
                null,
                BigDecimal.ZERO,
                TaxCategory.O,
                false,
                words.of("dunning.exemption"),
                null,
                null);
    }
}
