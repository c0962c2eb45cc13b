package org.stoa.billing.tax;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.SingleLine;
import org.stoa.billing.Dates;

/**
 * What a client may set of a tax rate.
 *
 * @param percent 0 to 100 with up to 4 decimals
 * @param country ISO 3166-1 alpha-2 code, or null
 * @param category null for S, or Z when there is nothing to pay
 * @param exemptionReason as invoices state it; needed for E, AE, K, G and O
 * @param inclusive whether prices under this rate include the tax; null for no
 * @param validFrom first day, or null for always
 * @param validTo last day, or null for ever
 */
public record TaxRateFields(
        @NotBlank @Size(max = 100) @SingleLine String name,
        @NotNull @PositiveOrZero @Max(100) @Digits(integer = 3, fraction = 4) BigDecimal percent,
        @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code of two letters, such as DE") String country,
        TaxCategory category,
        @Size(max = 200) @SingleLine String exemptionReason,
        Boolean inclusive,
        LocalDate validFrom,
        LocalDate validTo) {

    /** @throws ProblemException 400 {@code invalid-request} when category, percent, reason or dates contradict */
    TaxRateFields checked() {
        TaxCategory kind = category == null ? categoryOf(percent) : category;
        if ((kind == TaxCategory.S) != (percent.signum() > 0)) {
            throw ProblemException.invalid(
                    "percent", kind == TaxCategory.S ? "must be more than 0 for category S" : "must be 0 for " + kind);
        }
        if (kind.needsReason() && (exemptionReason == null || exemptionReason.isBlank())) {
            throw ProblemException.invalid("exemptionReason", "is needed for category " + kind);
        }
        if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
            throw ProblemException.invalid("validTo", "must not be before validFrom");
        }
        return new TaxRateFields(
                name,
                percent,
                country,
                kind,
                exemptionReason,
                Boolean.TRUE.equals(inclusive),
                Dates.near("validFrom", validFrom),
                Dates.near("validTo", validTo));
    }

    /** What a rate is taken for when nothing else is said. */
    public static TaxCategory categoryOf(BigDecimal percent) {
        return percent.signum() > 0 ? TaxCategory.S : TaxCategory.Z;
    }
}
