package org.stoa.billing.customer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;
import org.stoa.billing.tax.TaxExemption;

/**
 * What a client may set of a customer.
 *
 * @param taxId VAT or tax number
 * @param currency ISO 4217 code that new invoices start with; null for the tenant's
 * @param language BCP 47 tag of its documents; null for the tenant's
 * @param reference what the tenant knows it by elsewhere, unique within the tenant, or null
 * @param paymentTerms null for the tenant's
 * @param taxExemption why it is charged no tax, or null when it is
 */
public record CustomerFields(
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Email @Size(max = 254) String email,
        @Size(max = 50) @SingleLine String phone,
        @Size(max = 50) @SingleLine String taxId,
        @Valid Address address,
        @Size(min = 3, max = 3) String currency,
        @Size(max = 2000) String notes,
        @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5}", message = "must be a language tag such as de or en-GB")
                String language,
        @Size(min = 1, max = 100) @SingleLine String reference,
        @Valid PaymentTerms paymentTerms,
        @Valid TaxExemption taxExemption) {

    /** One with the terms and the language of the tenant. */
    public static CustomerFields of(
            String name, String email, String phone, String taxId, Address address, String currency, String notes) {
        return new CustomerFields(name, email, phone, taxId, address, currency, notes, null, null, null, null);
    }

    CustomerFields withCurrency(String code) {
        return new CustomerFields(
                name, email, phone, taxId, address, code, notes, language, reference, paymentTerms, taxExemption);
    }
}
