package org.stoa.booking.resource;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.SingleLine;
import org.stoa.booking.Labels.Language;
import org.stoa.booking.Zones;

/**
 * What a client may set of a resource. Kind, user and profile stay as they are.
 *
 * @param userId who it is, of a {@code USER}; whose it is, of a {@code PROFILE}, or null
 * @param profileId of a {@code PROFILE}
 * @param names in other languages than that of {@code name}
 * @param timezone IANA name of the zone by whose wall clock it is open; null for the tenant's
 * @param capacity how many can be booked at the same time, one as good as another; null for 1
 * @param active null for yes; one that is not has no free slots
 */
public record ResourceFields(
        @NotNull ResourceKind kind,
        UUID userId,
        UUID profileId,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Size(max = 50) Map<@Language String, @NotBlank @Size(max = 200) @SingleLine String> names,
        @Size(max = 5000) String description,
        @Size(max = 100) String timezone,
        @Min(1) @Max(1000) Integer capacity,
        Boolean active) {
    public ResourceFields {
        names = names == null ? Map.of() : names;
        capacity = capacity == null ? 1 : capacity;
        active = active == null || active;
    }

    /** A user as a resource of the zone. */
    public static ResourceFields ofUser(UUID userId, String name, String timezone) {
        return new ResourceFields(ResourceKind.USER, userId, null, name, null, null, timezone, null, null);
    }

    /** @throws ProblemException 400 {@code invalid-request} */
    ResourceFields checked(String defaultZone) {
        boolean isUser = kind == ResourceKind.USER;
        boolean isProfile = kind == ResourceKind.PROFILE;
        if (isUser && userId == null) {
            throw ProblemException.invalid("userId", "must be the id of a user, as the kind is USER");
        }
        if (!isUser && !isProfile && userId != null) {
            throw ProblemException.invalid("userId", "must be null, as the kind is " + kind);
        }
        if (isProfile != (profileId != null)) {
            throw ProblemException.invalid(
                    "profileId",
                    isProfile
                            ? "must be the id of a profile, as the kind is PROFILE"
                            : "must be null, as the kind is " + kind);
        }
        String zone = timezone == null ? defaultZone : timezone;
        Zones.require("timezone", zone);
        return new ResourceFields(kind, userId, profileId, name, names, description, zone, capacity, active);
    }
}
