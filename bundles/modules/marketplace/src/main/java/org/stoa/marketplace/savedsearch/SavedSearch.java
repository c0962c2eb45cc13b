package org.stoa.marketplace.savedsearch;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/** A search whose new results somebody wants to be told of. */
public record SavedSearch(
        UUID id,
        String name,
        Frequency frequency,
        Map<String, String> parameters,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    SavedSearchFields fields() {
        return new SavedSearchFields(name, frequency, parameters);
    }
}
