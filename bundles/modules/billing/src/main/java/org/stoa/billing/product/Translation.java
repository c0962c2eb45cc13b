package org.stoa.billing.product;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * A name in a language.
 *
 * @param language two or three letters of ISO 639, such as {@code de}
 */
public record Translation(
        @NotNull @Pattern(regexp = "[a-z]{2,3}", message = "must be a language of ISO 639, such as de") String language,
        @NotBlank @Size(max = 500) @SingleLine String name) {}
