package org.stoa.access.role;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Found;
import org.stoa.access.account.AccountMapper;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.session.SignedIn;
import org.stoa.access.user.UserMapper;
import org.stoa.access.user.UserRow;
import org.stoa.api.people.UserStatus;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Decision;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;

/** Says why a user may or may not do something. */
@Component(service = PermissionExplanations.class)
public final class PermissionExplanations {

    private final PlatformDatabase database;
    private final PermissionCatalogue catalogue;
    private final GrantLoader grants;
    private final Clock clock;

    @Activate
    public PermissionExplanations(
            @Reference PlatformDatabase database,
            @Reference PermissionCatalogue catalogue,
            @Reference GrantLoader grants) {
        this(database, catalogue, grants, Clock.systemUTC());
    }

    public PermissionExplanations(
            PlatformDatabase database, PermissionCatalogue catalogue, GrantLoader grants, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * The decision that the platform takes for a user who has signed in.
     *
     * @param accountId the account asked about, or null for the tenant as a whole
     */
    public Decision explain(CallContext context, UUID userId, String permission, UUID accountId) {
        UUID tenantId = context.requireTenant();
        PermissionName name = catalogue.requireKnown("permission", permission);
        UserRow user = Found.orNotFound(
                database.read(context, UserMapper.class, mapper -> mapper.find(tenantId, userId, clock.instant())),
                "user");
        if (accountId != null) {
            Found.orNotFound(
                    database.read(context, AccountMapper.class, mapper -> mapper.find(tenantId, accountId)), "account");
        }
        Identity identity = database.read(context, IdentityMapper.class, mapper -> mapper.findById(user.identityId()));
        if (identity == null || !identity.isActive()) {
            return refused(name, "the identity is suspended and cannot sign in");
        }
        if (identity.superAdmin()) {
            return Permissions.all().explain(name, accountId);
        }
        if (user.status() == UserStatus.SUSPENDED) {
            return refused(name, "the user is suspended and cannot work in this tenant");
        }
        List<Grant> all = new ArrayList<>(SignedIn.GRANTS);
        all.addAll(
                database.read(context, GrantMapper.class, mapper -> grants.loadWithExpired(mapper, tenantId, userId)));
        return Permissions.of(all, clock).explain(name, accountId);
    }

    private static Decision refused(PermissionName name, String because) {
        Decision.Step step = new Decision.Step("user", "denied", List.of(because));
        return new Decision(false, name.toString(), "user", List.of(step));
    }
}
