package org.stoa.billing.invoice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is to be credited of an invoice.
 *
 * @param reason as the credit note states it
 * @param items null for all that is left of it
 */
public record CreditFields(
        @NotBlank @Size(max = 500) String reason,
        @Size(min = 1, max = InvoiceFields.MAX_ITEMS) List<@NotNull @Valid Line> items) {
    /**
     * So much of one line.
     *
     * @param position which line of the invoice, from 0
     * @param quantity greater than 0, with up to 4 decimals; null for all that is left of the line
     */
    public record Line(@Min(0) int position, @Positive @Digits(integer = 9, fraction = 4) BigDecimal quantity) {}
}
