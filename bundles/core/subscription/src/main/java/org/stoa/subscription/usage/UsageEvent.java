package org.stoa.subscription.usage;

import java.time.Instant;
import org.stoa.api.data.Json;

/**
 * Something that a tenant has used, as a client reports it. What is wrong with one event of a report is said in its
 * result, so that nothing is required here.
 *
 * @param id chosen by the client, unique in its source
 * @param source who reports, such as {@code studio-app}; null for {@code default}
 * @param resource such as {@code storage_gb}
 * @param units more than 0; less for what is given back, such as storage that was freed, but not of what bundles count
 * @param usedAt when it was used; kept to the microsecond
 * @param attributes a small JSON object that is kept with the event; null for an empty one
 */
public record UsageEvent(String id, String source, String resource, Long units, Instant usedAt, Json attributes) {

    static final String DEFAULT_SOURCE = "default";

    public UsageEvent {
        source = source == null ? DEFAULT_SOURCE : source;
        attributes = attributes == null ? Json.emptyObject() : attributes;
    }
}
