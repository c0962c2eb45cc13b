package org.stoa.booking.resource;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * Who or what can be booked.
 *
 * @param userId who it is, of a {@code USER}; whose it is, of a {@code PROFILE}; or null
 * @param names by language
 * @param timezone IANA name of the zone by whose wall clock it is open
 * @param capacity how many can be booked at the same time
 */
public record Resource(
        UUID id,
        ResourceKind kind,
        UUID userId,
        UUID profileId,
        String name,
        Map<String, String> names,
        String description,
        String timezone,
        int capacity,
        boolean active,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource of(UUID id, ResourceFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new Resource(
                id,
                fields.kind(),
                fields.userId(),
                fields.profileId(),
                fields.name(),
                fields.names(),
                fields.description(),
                fields.timezone(),
                fields.capacity(),
                fields.active(),
                version,
                createdAt,
                updatedAt);
    }

    ResourceFields fields() {
        return new ResourceFields(kind, userId, profileId, name, names, description, timezone, capacity, active);
    }

    /** The zone by whose wall clock it is open. */
    public ZoneId zone() {
        return ZoneId.of(timezone);
    }
}
