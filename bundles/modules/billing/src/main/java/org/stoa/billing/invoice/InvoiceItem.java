package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.util.Currency;
import org.stoa.api.value.Money;

/**
 * One line of an invoice.
 *
 * @param taxRate percent
 * @param net quantity times unit price, rounded half up to the decimals of the currency
 */
public record InvoiceItem(String description, BigDecimal quantity, Money unitPrice, BigDecimal taxRate, Money net) {
    public InvoiceItem {
        quantity = plain(quantity);
        taxRate = plain(taxRate);
    }

    /** @throws IllegalArgumentException when the product has more digits than {@link Money} holds */
    static InvoiceItem of(ItemFields fields) {
        return new InvoiceItem(
                fields.description(),
                fields.quantity(),
                fields.unitPrice(),
                fields.taxRate(),
                fields.unitPrice().times(fields.quantity()));
    }

    static InvoiceItem of(InvoiceRow row, Currency currency) {
        return new InvoiceItem(
                row.description(),
                row.quantity(),
                new Money(row.unitPrice(), currency),
                row.taxRate(),
                new Money(row.itemNet(), currency));
    }

    ItemFields fields() {
        return new ItemFields(description, quantity, unitPrice, taxRate);
    }

    /** Without trailing zeros, so that numbers that are equal are written and grouped alike. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
