package org.stoa.marketplace.savedsearch;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.stoa.api.value.SingleLine;

/**
 * What a client may set of a saved search.
 *
 * @param parameters those of {@code GET /marketplace/listings} without order and pages; at least one
 */
public record SavedSearchFields(
        @NotBlank @Size(max = 100) @SingleLine String name,
        @NotNull Frequency frequency,
        @NotNull @Size(min = 1, max = 20) Map<String, String> parameters) {}
