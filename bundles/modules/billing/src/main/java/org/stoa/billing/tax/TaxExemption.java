package org.stoa.billing.tax;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.SingleLine;

/**
 * Why a customer is charged no tax.
 *
 * @param category E, AE, K, G or O
 * @param reason as the invoice states it, such as {@code Reverse charge, article 196 of Directive 2006/112/EC}
 */
public record TaxExemption(@NotNull TaxCategory category, @NotBlank @Size(max = 200) @SingleLine String reason) {

    /** @throws ProblemException 400 {@code invalid-request} for a category that exempts from nothing */
    public static void require(TaxExemption exemption) {
        if (exemption != null && !exemption.category.needsReason()) {
            throw ProblemException.invalid("taxExemption.category", "must be one of E, AE, K, G, O");
        }
    }
}
