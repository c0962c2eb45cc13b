package org.stoa.billing.recurring;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.stoa.api.value.SingleLine;

/**
 * That a customer has used something.
 *
 * @param id the same again is the same report, whatever else it says
 * @param metric as an item of the agreement names it
 * @param quantity greater than 0, with up to 4 decimals
 * @param usedOn the day, where the tenant is; one that was invoiced already is invoiced with the next run
 */
public record UsageReport(
        @NotBlank @Size(max = 200) @SingleLine String id,
        @NotBlank @Size(max = 50) String metric,
        @NotNull @Positive @Digits(integer = 9, fraction = 4) BigDecimal quantity,
        @NotNull LocalDate usedOn) {}
