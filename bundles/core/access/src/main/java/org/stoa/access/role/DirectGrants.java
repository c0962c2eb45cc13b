package org.stoa.access.role;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Found;
import org.stoa.access.Times;
import org.stoa.access.session.AccessTags;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;

/** Gives and denies users single permissions. */
@Component(service = DirectGrants.class)
public final class DirectGrants {

    private static final String RESOURCE = "access.user_permission";

    private final Database database;
    private final PermissionCatalogue catalogue;
    private final Clock clock;

    @Activate
    public DirectGrants(@Reference Database database, @Reference PermissionCatalogue catalogue) {
        this(database, catalogue, Clock.systemUTC());
    }

    public DirectGrants(Database database, PermissionCatalogue catalogue, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What a user was given or denied directly, newest first; expired ones until something is given anew. */
    public Page<DirectGrant> list(CallContext context, UUID userId, PageRequest page) {
        UUID tenantId = context.requireTenant();
        Found.orNotFound(database.read(context, UserMapper.class, mapper -> mapper.locate(tenantId, userId)), "user");
        return Page.of(
                database.read(context, DirectGrantMapper.class, mapper -> mapper.list(tenantId, userId, page)),
                page,
                DirectGrant::id);
    }

    /** Gives a permission that the caller holds in that scope, or denies any permission. */
    public DirectGrant add(
            CallContext context,
            UUID userId,
            String permission,
            Grant.Effect effect,
            UUID accountId,
            Instant expiresAt) {
        UUID tenantId = context.requireTenant();
        PermissionName name = catalogue.requireGrantable("permission", permission);
        Instant now = Times.now(clock);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.invalid("expiresAt", "must be in the future");
        }
        if (effect == Grant.Effect.GRANT) {
            Escalation.refuse(context, List.of(name), accountId, expiresAt);
        }
        return database.write(context, DirectGrantMapper.class, (mapper, transaction) -> {
            Found.orNotFound(transaction.mapper(UserMapper.class).lock(tenantId, userId), "user");
            RoleFinder.requireAccount(transaction, tenantId, accountId);
            DirectGrant added = new DirectGrant(
                    Ids.next(),
                    userId,
                    name.toString(),
                    effect,
                    accountId,
                    expiresAt,
                    context.caller().userId(),
                    now);
            mapper.deleteExpired(tenantId, userId, now);
            int inserted = LastAdministrator.keep(transaction, tenantId, now, () -> mapper.insert(tenantId, added));
            if (inserted == 0) {
                throw ProblemException.of(CommonProblem.CONFLICT, "The user has this " + effect + " already.")
                        .withField("permission", "has this effect already");
            }
            String action = effect == Grant.Effect.DENY ? "permission.deny" : "permission.grant";
            transaction.audit(AuditEntry.created(action, RESOURCE, added.id(), added));
            transaction.changed(AccessTags.tenant(tenantId));
            return added;
        });
    }

    /** Takes a grant or a denial back. To lift a denial is to give the permission: the caller must hold it. */
    public void revoke(CallContext context, UUID userId, UUID grantId) {
        UUID tenantId = context.requireTenant();
        database.write(context, DirectGrantMapper.class, (mapper, transaction) -> {
            DirectGrant grant = Found.orNotFound(mapper.find(tenantId, userId, grantId), "permission grant");
            if (grant.effect() == Grant.Effect.DENY && isCurrent(grant)) {
                Escalation.refuse(context, List.of(PermissionName.parse(grant.permission())), grant.accountId(), null);
            }
            mapper.delete(tenantId, userId, grantId);
            transaction.audit(AuditEntry.removed("permission.revoke", RESOURCE, grantId, grant));
            transaction.changed(AccessTags.tenant(tenantId));
            return grant;
        });
    }

    private boolean isCurrent(DirectGrant grant) {
        return grant.expiresAt() == null || grant.expiresAt().isAfter(clock.instant());
    }
}
