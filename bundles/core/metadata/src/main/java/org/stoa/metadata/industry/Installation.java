package org.stoa.metadata.industry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;

/**
 * What a tenant has installed of an industry, and has made of it.
 *
 * @param complete whether all of the version is there; if not, upgrade again
 * @param installedBy the user who did, or null
 */
public record Installation(
        String code,
        String version,
        boolean complete,
        UUID installedBy,
        Instant installedAt,
        Instant updatedAt,
        List<Item> items) {

    /** What has become of an item. */
    public enum State {
        UNCHANGED,
        CHANGED,
        REMOVED
    }

    /** An item with what the tenant has changed of it. */
    public record Item(String kind, String key, State state, List<Override> overrides) {}

    /**
     * A place that the tenant has changed.
     *
     * @param template what it was, or null
     * @param tenant what it is, or null
     */
    public record Override(String pointer, Json template, Json tenant) {}
}
