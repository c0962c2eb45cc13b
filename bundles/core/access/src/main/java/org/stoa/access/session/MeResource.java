package org.stoa.access.session;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.session.MeMapper.MyIdentity;
import org.stoa.access.session.MeMapper.MyTenant;
import org.stoa.access.session.MeMapper.MyUser;
import org.stoa.access.user.Membership;
import org.stoa.access.user.Memberships;
import org.stoa.access.user.UserMapper;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.RestResource;
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequiresPermission;

/** Who the caller is and what the caller may do. */
@RestResource
@Uncounted
@Component(service = MeResource.class)
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

    private final PlatformDatabase database;
    private final Memberships memberships;
    private final Clock clock;

    @Activate
    public MeResource(@Reference PlatformDatabase database, @Reference Memberships memberships) {
        this(database, memberships, Clock.systemUTC());
    }

    public MeResource(PlatformDatabase database, Memberships memberships, Clock clock) {
        this.database = database;
        this.memberships = memberships;
        this.clock = clock;
    }

    /**
     * The caller.
     *
     * @param user what the caller is in the tenant of the call; null for a super administrator who is no user there
     * @param tenant null for a call without tenant
     * @param memberships the tenants that the caller can switch to; only the present one for an API key
     */
    public record Me(
            MyIdentity identity,
            MyUser user,
            MyTenant tenant,
            List<Membership> memberships,
            PermissionSummary permissions) {}

    /**
     * What the caller may do.
     *
     * @param superAdmin true: everything, whatever the lists say
     * @param granted in force now
     * @param denied in force now; each outweighs what is granted
     */
    public record PermissionSummary(boolean superAdmin, List<Entry> granted, List<Entry> denied) {}

    /** @param accountId the only account it counts in; null for the tenant as a whole */
    public record Entry(String permission, UUID accountId, Instant expiresAt) {}

    /** Shows the caller's identity, user, tenant, memberships and permissions. */
    @GET
    @RequiresPermission("user.self.read")
    public Me showMe(@Context CallContext context) {
        UUID identityId = context.caller().identityId();
        UUID userId = context.caller().userId();
        UUID tenantId = context.tenantId();
        MyIdentity identity = database.read(context, MeMapper.class, mapper -> mapper.identity(identityId));
        MyTenant tenant =
                tenantId == null ? null : database.read(context, MeMapper.class, mapper -> mapper.tenant(tenantId));
        MyUser user = tenantId == null || userId == null
                ? null
                : database.read(context, MeMapper.class, mapper -> mapper.user(tenantId, userId));
        boolean isPerson = context.caller().sessionId() != null;
        List<Membership> all =
                database.read(context, UserMapper.class, mapper -> memberships.of(mapper, identityId)).stream()
                        .filter(membership -> isPerson || membership.tenantId().equals(tenantId))
                        .toList();
        return new Me(identity, user, tenant, all, summary(context.permissions()));
    }

    private PermissionSummary summary(Permissions permissions) {
        return new PermissionSummary(
                permissions.isSuperAdmin(),
                entries(permissions, Grant.Effect.GRANT),
                entries(permissions, Grant.Effect.DENY));
    }

    private List<Entry> entries(Permissions permissions, Grant.Effect effect) {
        Instant now = clock.instant();
        return permissions.grants().stream()
                .filter(grant -> grant.effect() == effect && grant.isCurrent(now))
                .filter(grant ->
                        effect == Grant.Effect.DENY || permissions.allows(grant.permission(), grant.accountId()))
                .map(grant -> new Entry(grant.permission().toString(), grant.accountId(), grant.expiresAt()))
                .distinct()
                .toList();
    }
}
