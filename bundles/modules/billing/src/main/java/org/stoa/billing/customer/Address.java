package org.stoa.billing.customer;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * A postal address; every component may be null.
 *
 * @param country ISO 3166-1 alpha-2 code
 */
public record Address(
        @Size(max = 200) @SingleLine String street,
        @Size(max = 20) @SingleLine String postalCode,
        @Size(max = 100) @SingleLine String city,
        @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code of two letters, such as DE")
                String country) {

    public static Address empty() {
        return new Address(null, null, null, null);
    }
}
