package org.stoa.billing.currency;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.stoa.api.value.SingleLine;

/**
 * What one unit of a currency was worth in another on a day, as a source says.
 *
 * @param source such as {@code ECB}
 * @param base ISO 4217 code of what there is one unit of
 * @param quote ISO 4217 code of what {@code rate} counts
 * @param validOn the day
 * @param rate units of {@code quote} for one of {@code base}, with up to 12 decimals
 */
public record ExchangeRate(
        @NotBlank @Size(max = 50) @SingleLine String source,
        @NotNull @Size(min = 3, max = 3) String base,
        @NotNull @Size(min = 3, max = 3) String quote,
        @NotNull LocalDate validOn,
        @NotNull @Positive @Digits(integer = 12, fraction = 12) BigDecimal rate) {
    public ExchangeRate {
        rate = Decimals.plain(rate);
    }
}
