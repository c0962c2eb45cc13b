package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.tax.TaxCategory;

/**
 * One line of an invoice.
 *
 * @param unitPrice with the tax when {@code taxInclusive}
 * @param discountPercent taken off quantity times unit price; 0 for nothing
 * @param taxRateId where rate, category and inclusion came from, or null
 * @param taxRate percent
 * @param exemptionReason why no tax is charged, or null
 * @param periodStart first day of the time it is charged for, or null
 * @param periodEnd last day of that time, or null
 * @param amount quantity times unit price, rounded half up to the decimals of the currency, less the discount, which is
 *     rounded likewise; with the tax when {@code taxInclusive}
 * @param net {@code amount} without tax
 * @param tax what is tax in {@code amount} when {@code taxInclusive}, so that net plus tax is amount; else null, because the
 *     tax is rounded on the sum of a rate and not per line
 */
public record InvoiceItem(
        UUID productId,
        String description,
        BigDecimal quantity,
        String unit,
        UnitPrice unitPrice,
        BigDecimal discountPercent,
        UUID taxRateId,
        BigDecimal taxRate,
        TaxCategory taxCategory,
        boolean taxInclusive,
        String exemptionReason,
        LocalDate periodStart,
        LocalDate periodEnd,
        Money amount,
        Money net,
        Money tax) {
    public InvoiceItem {
        quantity = Decimals.plain(quantity);
        discountPercent = Decimals.plain(discountPercent);
        taxRate = Decimals.plain(taxRate);
    }

    /** The discount, for documents that state it: quantity times unit price less amount. */
    public Money discount() {
        return unitPrice.times(quantity).minus(amount);
    }

    TaxKey taxKey() {
        return new TaxKey(taxCategory, taxRate);
    }

    /** The same line with another split of its amount. */
    InvoiceItem split(Money netPart, Money taxPart) {
        return with(quantity, amount, netPart, taxPart);
    }

    /** So much of the line. */
    InvoiceItem with(BigDecimal otherQuantity, Money otherAmount, Money otherNet, Money otherTax) {
        return new InvoiceItem(
                productId,
                description,
                otherQuantity,
                unit,
                unitPrice,
                discountPercent,
                taxRateId,
                taxRate,
                taxCategory,
                taxInclusive,
                exemptionReason,
                periodStart,
                periodEnd,
                otherAmount,
                otherNet,
                otherTax);
    }

    /** So much of the line, as one piece at that price; only of a line whose price is without tax. */
    InvoiceItem piece(Money part) {
        return new InvoiceItem(
                productId,
                description,
                BigDecimal.ONE,
                null,
                UnitPrice.of(part),
                BigDecimal.ZERO,
                taxRateId,
                taxRate,
                taxCategory,
                false,
                exemptionReason,
                periodStart,
                periodEnd,
                part,
                part,
                null);
    }

    ItemFields fields() {
        boolean named = taxRateId != null;
        return new ItemFields(
                productId,
                description,
                quantity,
                unit,
                unitPrice,
                discountPercent,
                taxRateId,
                named ? null : taxRate,
                named ? null : taxCategory,
                named ? null : Boolean.valueOf(taxInclusive),
                named ? null : exemptionReason,
                periodStart,
                periodEnd);
    }
}
