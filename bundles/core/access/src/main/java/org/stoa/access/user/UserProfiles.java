package org.stoa.access.user;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Found;
import org.stoa.access.Times;
import org.stoa.access.Violations;
import org.stoa.access.WebAddress;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;

/** The profiles of a tenant's users. */
@Component(service = UserProfiles.class)
public final class UserProfiles {

    private final Database database;
    private final Clock clock;

    @Activate
    public UserProfiles(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    public UserProfiles(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The profile of a user, or 404. */
    public UserProfile get(CallContext context, UUID userId) {
        UUID tenantId = context.requireTenant();
        ProfileRow row = database.read(context, ProfileMapper.class, mapper -> mapper.find(tenantId, userId));
        return Found.orNotFound(row, "user").profile();
    }

    /**
     * Changes a profile.
     *
     * @param version the version that the caller last read
     */
    public UserProfile update(CallContext context, UUID userId, long version, UnaryOperator<ProfileDetails> change) {
        UUID tenantId = context.requireTenant();
        return database.write(context, ProfileMapper.class, (mapper, transaction) -> {
            UserMapper users = transaction.mapper(UserMapper.class);
            Found.orNotFound(users.lock(tenantId, userId), "user");
            UserProfile profile = mapper.find(tenantId, userId).profile();
            Found.inVersion(profile.version(), version);
            ProfileDetails details = change.apply(ProfileDetails.of(profile)).filled();
            check(details);
            Instant now = Times.now(clock);
            mapper.update(tenantId, ProfileRow.of(userId, details, version, now));
            if (!details.displayName().strip().equals(profile.displayName())) {
                users.touch(tenantId, userId, now);
            }
            UserProfile stored = mapper.find(tenantId, userId).profile();
            transaction.audit(AuditEntry.changed("profile.update", "access.user_profile", userId, profile, stored));
            return stored;
        });
    }

    private static void check(ProfileDetails details) {
        Violations violations = new Violations()
                .check(
                        details.displayName() != null && !details.displayName().isBlank(),
                        "displayName",
                        "must not be blank")
                .checkSingleLine(details.displayName(), "displayName")
                .check(WebAddress.isValid(details.avatar()), "avatar", WebAddress.RULE)
                .check(WebAddress.isValid(details.coverImage()), "coverImage", WebAddress.RULE)
                .check(WebAddress.isValid(details.website()), "website", WebAddress.RULE);
        List<String> badLinks = details.socialLinks().entrySet().stream()
                .filter(link -> !WebAddress.isValid(link.getValue()))
                .map(link -> "socialLinks." + link.getKey())
                .toList();
        badLinks.forEach(field -> violations.check(false, field, WebAddress.RULE));
        violations.raise();
    }
}
