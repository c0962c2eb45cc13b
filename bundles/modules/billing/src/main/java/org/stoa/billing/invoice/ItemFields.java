package org.stoa.billing.invoice;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.stoa.api.value.Money;

/**
 * What a client may set of one line of an invoice.
 *
 * @param quantity greater than 0, with up to 4 decimals
 * @param unitPrice without tax, in the currency of the invoice; negative for a discount
 * @param taxRate percent, 0 to 100 with up to 4 decimals
 */
public record ItemFields(
        @NotBlank @Size(max = 500) String description,
        @NotNull @Positive @Digits(integer = 9, fraction = 4) BigDecimal quantity,
        @NotNull Money unitPrice,
        @NotNull @PositiveOrZero @Max(100) @Digits(integer = 3, fraction = 4) BigDecimal taxRate) {}
