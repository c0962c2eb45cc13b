package org.stoa.billing.invoice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.billing.Dates;
import org.stoa.billing.currency.Currencies;
import org.stoa.billing.customer.Customer;

/** The content of an invoice as a client wants it, found valid and added up. */
public record Draft(
        UUID customerId,
        Currency currency,
        LocalDate dueDate,
        String notes,
        List<InvoiceItem> items,
        InvoiceTotals totals) {

    /**
     * @param customer the one that {@code fields} name
     * @param catalogue what the items name
     * @throws ProblemException 400 {@code invalid-request} that names every item in another currency, what is wrong with an
     *     item, a sum that is too large, or a sum below zero
     */
    public static Draft of(InvoiceFields fields, Customer customer, Catalogue catalogue) {
        LocalDate dueDate = Dates.near("dueDate", fields.dueDate());
        String code = fields.currency() == null ? customer.currency() : fields.currency();
        Currency currency = Currencies.require("currency", code);
        List<ItemFields> lines = fields.items() == null ? List.of() : fields.items();
        requireCurrency(lines, currency);
        Pricing pricing = new Pricing(currency, customer, catalogue);
        List<InvoiceItem> priced = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            priced.add(pricing.priced("items[" + index + "]", lines.get(index)));
        }
        Draft draft = added(fields, currency, dueDate, priced);
        if (draft.totals.gross().amount().signum() < 0) {
            throw ProblemException.invalid("items", "must not add up to less than zero");
        }
        return draft;
    }

    /** One line alone, where its price includes the tax not yet split; throws like {@link #of}. */
    public static InvoiceItem price(ItemFields line, Currency currency, Customer customer, Catalogue catalogue) {
        return new Pricing(currency, customer, catalogue).priced("items", line);
    }

    private static void requireCurrency(List<ItemFields> lines, Currency currency) {
        ProblemException problem = ProblemException.of(
                CommonProblem.INVALID_REQUEST, "every item must be in " + currency + ", the currency of the invoice");
        for (int index = 0; index < lines.size(); index++) {
            ItemFields line = lines.get(index);
            if (line.unitPrice() != null && !line.unitPrice().currency().equals(currency)) {
                problem.withField(
                        "items[" + index + "].unitPrice.currency", "must be " + currency + ", as the invoice is");
            }
        }
        if (!problem.errors().isEmpty()) {
            throw problem;
        }
    }

    private static Draft added(InvoiceFields fields, Currency currency, LocalDate dueDate, List<InvoiceItem> priced) {
        try {
            List<InvoiceItem> items = InclusivePrices.split(priced);
            return new Draft(
                    fields.customerId(), currency, dueDate, fields.notes(), items, InvoiceTotals.of(currency, items));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("items", "are too large in all: " + e.getMessage());
        }
    }
}
