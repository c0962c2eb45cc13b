package org.stoa.api.cache;

import java.util.Objects;
import java.util.UUID;

/**
 * Names something that cached values depend on, such as {@code tenant-0198f0c2-...-access}. A transaction that changes it
 * says so by {@link org.stoa.api.data.Transaction#changed}.
 *
 * @param text 1 to 400 characters
 */
public record CacheTag(String text) {

    /** Every value of every cache depends on it. */
    public static final CacheTag EVERYTHING = new CacheTag("everything");

    private static final int LONGEST = 400;

    public CacheTag {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("text must have 1 to " + LONGEST + " characters");
        }
    }

    /**
     * Something of one tenant: {@code tenant-{id}-{entity}}.
     *
     * @param tenantId the nil UUID for the platform
     */
    public static CacheTag ofTenant(UUID tenantId, String entity) {
        return new CacheTag("tenant-" + Objects.requireNonNull(tenantId, "tenantId") + "-" + entity);
    }

    /** One thing of a kind: {@code {kind}-{id}}, such as {@code session-0198f0c2-...}. */
    public static CacheTag of(String kind, Object id) {
        return new CacheTag(kind + "-" + Objects.requireNonNull(id, "id"));
    }

    @Override
    public String toString() {
        return text;
    }
}
