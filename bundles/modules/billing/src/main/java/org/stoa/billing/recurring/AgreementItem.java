package org.stoa.billing.recurring;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.UUID;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.value.SingleLine;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.billing.tax.TaxCategory;

/**
 * One line of every invoice of an agreement; what it leaves out is found as for a line of an invoice
 * ({@link ItemFields}).
 *
 * @param quantity the same each period, greater than 0; null when it is metered
 * @param metric name of what is counted by usage reports; null when the quantity is fixed
 */
public record AgreementItem(
        UUID productId,
        @Size(max = 500) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank") String description,
        @Positive @Digits(integer = 9, fraction = 4) BigDecimal quantity,
        @Pattern(regexp = "[a-z][a-z0-9._-]{0,49}", message = "must be lower-case letters, digits, dots, _ and -")
                String metric,
        @Size(max = 30) @SingleLine String unit,
        UnitPrice unitPrice,
        @PositiveOrZero @Max(100) @Digits(integer = 3, fraction = 4) BigDecimal discountPercent,
        UUID taxRateId,
        @PositiveOrZero @Max(100) @Digits(integer = 3, fraction = 4) BigDecimal taxRate,
        TaxCategory taxCategory,
        Boolean taxInclusive,
        @Size(max = 200) @SingleLine String exemptionReason) {

    /** @param number how much of it */
    ItemFields line(BigDecimal number, BillingPeriod period) {
        return new ItemFields(
                productId,
                description,
                number,
                unit,
                unitPrice,
                discountPercent,
                taxRateId,
                taxRate,
                taxCategory,
                taxInclusive,
                exemptionReason,
                period.start(),
                period.end().minusDays(1));
    }
}
