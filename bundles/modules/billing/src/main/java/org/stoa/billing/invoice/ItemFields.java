package org.stoa.billing.invoice;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.api.value.SingleLine;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.tax.TaxCategory;

/**
 * What a client may set of one line of an invoice. What it leaves out comes from the product, then from the tax rate, then
 * from the settings of the tenant.
 *
 * @param productId what is sold, or null
 * @param description null for the product's name in the language of the customer
 * @param quantity greater than 0, with up to 4 decimals
 * @param unit what is counted; null for the product's
 * @param unitPrice in the currency of the invoice, with up to 4 decimals more than it has; negative for a discount; null for
 *     the product's
 * @param discountPercent taken off the line, 0 to 100 with up to 4 decimals; null for nothing
 * @param taxRateId null for {@code taxRate}, else the product's, else the tenant's
 * @param taxRate percent, 0 to 100 with up to 4 decimals; excludes {@code taxRateId}
 * @param taxCategory null for what {@code taxRate} says: S, or Z for 0 percent
 * @param taxInclusive whether the price includes the tax; null for what the tax rate says, else no
 * @param exemptionReason why no tax is charged, for the categories E, AE, K, G and O
 * @param periodStart first day of the time it is charged for, or null
 * @param periodEnd last day of that time, or null
 */
public record ItemFields(
        UUID productId,
        @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank") String description,
        @NotNull @Positive @Digits(integer = 9, fraction = 4) BigDecimal quantity,
        @Size(max = 30) @SingleLine String unit,
        UnitPrice unitPrice,
        @PositiveOrZero @Max(100) @Digits(integer = 3, fraction = 4) BigDecimal discountPercent,
        UUID taxRateId,
        @PositiveOrZero @Max(100) @Digits(integer = 3, fraction = 4) BigDecimal taxRate,
        TaxCategory taxCategory,
        Boolean taxInclusive,
        @Size(max = 200) @SingleLine String exemptionReason,
        LocalDate periodStart,
        LocalDate periodEnd) {

    /**
     * A line under the tax rate of the settings; where they have none, one that is not subject to tax.
     *
     * @param taxInclusive whether the price includes the tax; null for what the tax rate says
     * @param settled whether the settings have a tax rate
     */
    public static ItemFields taxedAsSettled(
            String description,
            BigDecimal quantity,
            UnitPrice price,
            Boolean taxInclusive,
            LocalDate from,
            LocalDate to,
            boolean settled) {
        return new ItemFields(
                null,
                description,
                quantity,
                null,
                price,
                null,
                null,
                settled ? null : BigDecimal.ZERO,
                settled ? null : TaxCategory.O,
                settled ? taxInclusive : Boolean.FALSE,
                settled ? null : "Not subject to tax",
                from,
                to);
    }

    /** A line that names neither product nor tax rate; its price is without tax. */
    public static ItemFields of(String description, BigDecimal quantity, Money unitPrice, BigDecimal taxRate) {
        return new ItemFields(
                null,
                description,
                quantity,
                null,
                UnitPrice.of(unitPrice),
                null,
                null,
                taxRate,
                null,
                null,
                null,
                null,
                null);
    }
}
