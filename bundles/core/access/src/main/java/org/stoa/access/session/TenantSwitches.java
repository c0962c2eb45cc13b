package org.stoa.access.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.identity.Acting;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.RealmMapper.TenantRealm;
import org.stoa.access.identity.TenantRealms;
import org.stoa.access.user.Membership;
import org.stoa.access.user.Memberships;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.people.UserStatus;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;

/** Lets people who are users of several tenants go on in another one, within the same session. */
@Component(service = TenantSwitches.class)
public final class TenantSwitches {

    private final PlatformDatabase database;
    private final TenantRealms tenants;
    private final Memberships memberships;
    private final TokenIssuer issuer;
    private final Clock clock;

    @Activate
    public TenantSwitches(
            @Reference PlatformDatabase database,
            @Reference TenantRealms tenants,
            @Reference Memberships memberships,
            @Reference TokenIssuer issuer) {
        this(database, tenants, memberships, issuer, Clock.systemUTC());
    }

    public TenantSwitches(
            PlatformDatabase database, TenantRealms tenants, Memberships memberships, TokenIssuer issuer, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.memberships = memberships;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Tokens of the caller's session for another tenant. Those for the tenant before stay good; a refresh token that the
     * session has for the other tenant already does not.
     *
     * @param named identifier or id of a tenant
     * @throws ProblemException 404 {@code not-found} when there is no such tenant, or the caller is no user there; 403
     *     {@code tenant-suspended} or {@code user-suspended}; 401 {@code session-revoked}
     */
    TokenPair switchTo(CallContext context, String named) {
        TenantRealm tenant = tenants.find(context, named).orElseThrow(() -> ProblemException.notFound("tenant"));
        UUID identityId = context.caller().identityId();
        Identity identity = database.read(context, IdentityMapper.class, mapper -> mapper.findById(identityId));
        Optional<Membership> membership =
                database.read(context, UserMapper.class, mapper -> memberships.of(mapper, identityId)).stream()
                        .filter(candidate -> candidate.tenantId().equals(tenant.id()))
                        .findFirst();
        if (membership.isEmpty() && !identity.superAdmin()) {
            throw ProblemException.notFound("tenant");
        }
        UUID userId = membership.map(Membership::userId).orElse(null);
        UserStatus userStatus = membership.map(Membership::userStatus).orElse(null);
        new Standing(identity.status(), identity.superAdmin(), tenant.id(), tenant.status(), userId, userStatus)
                .require();
        Caller caller = new Caller(
                Caller.Kind.USER, identityId, userId, context.caller().sessionId(), identity.email());
        CallContext acting = Acting.as(context, tenant.id(), caller);
        return database.write(
                acting,
                SessionMapper.class,
                (mapper, transaction) -> enter(acting, mapper, transaction, context.tenantId()));
    }

    private TokenPair enter(CallContext acting, SessionMapper sessions, Transaction transaction, UUID before) {
        Caller caller = acting.caller();
        UUID tenantId = acting.requireTenant();
        Instant now = clock.instant();
        int running = sessions.prolong(
                caller.sessionId(),
                tenantId,
                acting.request().clientAddress(),
                now,
                now.plus(TokenIssuer.IDLE_LIFETIME));
        if (running == 0) {
            throw Refusals.sessionRevoked();
        }
        transaction.mapper(RefreshTokenMapper.class).deleteUnused(caller.sessionId(), tenantId);
        transaction.mapper(IdentityMapper.class).updateLastTenant(caller.identityId(), tenantId);
        if (caller.userId() != null) {
            memberships.signedIn(transaction.mapper(UserMapper.class), tenantId, caller.userId(), now);
        }
        transaction.audit(AuditEntry.changed(
                "tenant.switch", "access.session", caller.sessionId(), new Place(before), new Place(tenantId)));
        return issuer.issue(transaction, caller.identityId(), caller.sessionId(), tenantId, caller.userId());
    }

    /** What the audit log tells of a switch. */
    record Place(UUID tenantId) {}
}
