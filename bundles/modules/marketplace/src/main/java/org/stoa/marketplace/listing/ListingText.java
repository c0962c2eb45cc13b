package org.stoa.marketplace.listing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * Title and description in one language.
 *
 * @param language BCP 47 tag
 * @param description may be null in a translation
 */
public record ListingText(
        @NotNull
                @Size(max = 35)
                @Pattern(regexp = ListingFields.LANGUAGE, message = "must be a language tag such as de or en-GB")
                String language,
        @NotBlank @Size(max = 200) @SingleLine String title,
        @Size(max = 20_000) String description) {}
