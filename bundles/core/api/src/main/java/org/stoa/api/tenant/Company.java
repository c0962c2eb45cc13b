package org.stoa.api.tenant;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * Details of the company behind a tenant; every component may be null until somebody fills it in.
 *
 * @param taxId VAT or tax number
 * @param country ISO 3166-1 alpha-2 code
 */
public record Company(
        @Size(max = 200) @SingleLine String legalName,
        @Size(max = 50) @SingleLine String taxId,
        @Email @Size(max = 254) String email,
        @Size(max = 50) @SingleLine String phone,
        @Size(max = 200) @SingleLine String street,
        @Size(max = 20) @SingleLine String postalCode,
        @Size(max = 100) @SingleLine String city,
        @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code of two letters, such as DE")
                String country) {

    private static final Company EMPTY = new Company(null, null, null, null, null, null, null, null);

    /** Nothing filled in. */
    public static Company empty() {
        return EMPTY;
    }
}
