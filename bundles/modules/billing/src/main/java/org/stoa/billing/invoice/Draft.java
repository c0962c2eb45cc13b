package org.stoa.billing.invoice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.billing.currency.Currencies;
import org.stoa.billing.customer.Customer;

/** The content of an invoice as a client wants it, found valid and added up. */
record Draft(
        UUID customerId,
        Currency currency,
        LocalDate dueDate,
        String notes,
        List<InvoiceItem> items,
        InvoiceTotals totals) {

    /**
     * @param customer the one that {@code fields} name
     * @throws ProblemException 400 {@code invalid-request} that names every item in another currency, every item or sum
     *     that is too large, or a sum below zero
     */
    static Draft of(InvoiceFields fields, Customer customer) {
        if (fields.dueDate() != null
                && (fields.dueDate().getYear() < 1970 || fields.dueDate().getYear() > 9999)) {
            throw ProblemException.invalid("dueDate", "must be a date of the years 1970 to 9999");
        }
        String code = fields.currency() == null ? customer.currency() : fields.currency();
        Currency currency = Currencies.require("currency", code);
        List<ItemFields> lines = fields.items() == null ? List.of() : fields.items();
        requireCurrency(lines, currency);
        List<InvoiceItem> items = multiplied(lines);
        InvoiceTotals totals = added(currency, items);
        if (totals.gross().amount().signum() < 0) {
            throw ProblemException.invalid("items", "must not add up to less than zero");
        }
        return new Draft(fields.customerId(), currency, fields.dueDate(), fields.notes(), items, totals);
    }

    private static void requireCurrency(List<ItemFields> lines, Currency currency) {
        ProblemException problem = ProblemException.of(
                CommonProblem.INVALID_REQUEST, "every item must be in " + currency + ", the currency of the invoice");
        for (int index = 0; index < lines.size(); index++) {
            if (!lines.get(index).unitPrice().currency().equals(currency)) {
                problem.withField(
                        "items[" + index + "].unitPrice.currency", "must be " + currency + ", as the invoice is");
            }
        }
        if (!problem.errors().isEmpty()) {
            throw problem;
        }
    }

    private static List<InvoiceItem> multiplied(List<ItemFields> lines) {
        List<InvoiceItem> items = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            try {
                items.add(InvoiceItem.of(lines.get(index)));
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("items[" + index + "]", "is too large: " + e.getMessage());
            }
        }
        return items;
    }

    private static InvoiceTotals added(Currency currency, List<InvoiceItem> items) {
        try {
            return InvoiceTotals.of(currency, items);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("items", "are too large in all: " + e.getMessage());
        }
    }
}
