package org.stoa.access.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.ShippedRole;

/** A user as it is read: its row, its name from the profile, and its roles for the tenant as a whole. */
public record UserRow(
        UUID id,
        UUID tenantId,
        UUID identityId,
        String email,
        String username,
        String displayName,
        UserStatus status,
        List<String> shippedRoles,
        List<String> ownRoles,
        Instant lastLoginAt,
        long loginCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The user that this row holds. */
    public User user() {
        Stream<String> shipped = shippedRoles.stream().map(ShippedRole::valueOf).map(ShippedRole::title);
        return new User(
                id,
                tenantId,
                identityId,
                email,
                username,
                displayName,
                status,
                Stream.concat(shipped, ownRoles.stream()).sorted().toList(),
                lastLoginAt,
                loginCount,
                version,
                createdAt,
                updatedAt);
    }
}
