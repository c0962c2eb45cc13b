package org.stoa.marketplace.listing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * Where something is.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param latitude in degrees (WGS 84), together with {@code longitude}
 * @param radiusKm how far from there it is offered or looked for; null for there alone
 */
public record Place(
        @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code of two letters, such as DE") String country,
        @Size(max = 100) @SingleLine String city,
        @Size(max = 20) @SingleLine String postalCode,
        @Size(max = 200) @SingleLine String street,
        @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @DecimalMin("-180") @DecimalMax("180") Double longitude,
        @Min(1) @Max(20_000) Integer radiusKm) {

    /** In one line; null for nowhere. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {street, postalCode, city, country}) {
            if (part != null && !part.isBlank()) {
                text.append(text.length() == 0 ? "" : ", ").append(part);
            }
        }
        return text.length() == 0 ? null : text.toString();
    }
}
