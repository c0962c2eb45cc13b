package org.stoa.billing.customer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * What a client may set of a customer.
 *
 * @param taxId VAT or tax number
 * @param currency ISO 4217 code that new invoices start with; null for the tenant's
 */
public record CustomerFields(
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Email @Size(max = 254) String email,
        @Size(max = 50) @SingleLine String phone,
        @Size(max = 50) @SingleLine String taxId,
        @Valid Address address,
        @Size(min = 3, max = 3) String currency,
        @Size(max = 2000) String notes) {

    CustomerFields withCurrency(String code) {
        return new CustomerFields(name, email, phone, taxId, address, code, notes);
    }
}
