package org.stoa.access.invitation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Secrets;
import org.stoa.access.Times;
import org.stoa.access.identity.Identities;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.PreparedPassword;
import org.stoa.access.identity.Realms;
import org.stoa.access.session.AccessTags;
import org.stoa.access.tenant.TenantMapper;
import org.stoa.access.tenant.TenantRow;
import org.stoa.access.user.PasswordProof;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;

/**
 * Lets people accept invitations. Who holds the token has received the mail; who has an identity already must know its
 * password as well. Accepting twice with the right password says the same twice.
 */
@Component(service = InvitationAcceptance.class)
public final class InvitationAcceptance {

    /** An invitation found by its token, with its tenant and the identity of its address, if there is one. */
    private record Offer(TenantRow tenant, InvitationRow row, Optional<Identity> identity) {}

    private final PlatformDatabase database;
    private final Identities identities;
    private final PasswordProof passwordProof;
    private final InvitationFulfilment fulfilment;
    private final Clock clock;

    @Activate
    public InvitationAcceptance(
            @Reference PlatformDatabase database,
            @Reference Identities identities,
            @Reference PasswordProof passwordProof,
            @Reference InvitationFulfilment fulfilment) {
        this(database, identities, passwordProof, fulfilment, Clock.systemUTC());
    }

    public InvitationAcceptance(
            PlatformDatabase database,
            Identities identities,
            PasswordProof passwordProof,
            InvitationFulfilment fulfilment,
            Clock clock) {
        this.database = database;
        this.identities = identities;
        this.passwordProof = passwordProof;
        this.fulfilment = fulfilment;
        this.clock = clock;
    }

    /**
     * Accepts an invitation.
     *
     * @throws ProblemException 404 {@code invitation-invalid}; 410 {@code invitation-accepted}, {@code -revoked} or
     *     {@code -expired}; 403 {@code tenant-suspended}; 401 {@code invalid-credentials}; 400 for a new password that is
     *     refused
     */
    public Acceptance accept(CallContext context, NewAcceptance acceptance) {
        Offer offer = find(context, acceptance.token());
        if (!offer.tenant().status().isOpen()) {
            throw ProblemException.of(AccessProblem.TENANT_SUSPENDED);
        }
        requireAcceptable(offer.row());
        CallContext acting = acting(context, offer);
        Optional<Identity> known = offer.identity().filter(identity -> identity.passwordHash() != null);
        return known.isPresent()
                ? withPassword(acting, offer, known.get(), acceptance)
                : withoutPassword(acting, offer, acceptance);
    }

    private Acceptance withPassword(CallContext acting, Offer offer, Identity identity, NewAcceptance acceptance) {
        return passwordProof.require(
                acting,
                identity,
                acceptance.password(),
                attempt -> store(acting, offer, acceptance, transaction -> {
                    passwordProof.succeeded(transaction, attempt);
                }));
    }

    /** For an identity that has no password yet, too: the token proves what the link to set one would prove. */
    private Acceptance withoutPassword(CallContext acting, Offer offer, NewAcceptance acceptance) {
        if (offer.row().acceptedAt() != null) {
            throw closed(offer.row());
        }
        PreparedPassword password = identities.prepare(offer.row().email(), acceptance.password());
        return store(acting, offer, acceptance, transaction -> setPassword(transaction, offer, password));
    }

    private void setPassword(Transaction transaction, Offer offer, PreparedPassword password) {
        IdentityMapper mapper = transaction.mapper(IdentityMapper.class);
        UUID realm = Realms.of(offer.tenant().id(), offer.tenant().ownRealm());
        Optional<Identity> identity = identities.find(mapper, realm, offer.row().email());
        if (identity.isEmpty()) {
            identities.createPrepared(transaction, mapper, realm, offer.row().email(), password);
            return;
        }
        Identity locked = mapper.lock(identity.get().id());
        if (locked.passwordHash() != null || !locked.isActive()) {
            throw ProblemException.of(AccessProblem.INVALID_CREDENTIALS);
        }
        mapper.updatePassword(locked.id(), password.hash(), Times.now(clock));
    }

    private Acceptance store(CallContext acting, Offer offer, NewAcceptance acceptance, Consumer<Transaction> proof) {
        UUID tenantId = offer.tenant().id();
        return database.write(acting, InvitationMapper.class, (mapper, transaction) -> {
            InvitationRow row = mapper.lock(tenantId, offer.row().id());
            requireAcceptable(row);
            proof.accept(transaction);
            IdentityMapper identityMapper = transaction.mapper(IdentityMapper.class);
            UUID realm = Realms.of(tenantId, offer.tenant().ownRealm());
            Identity identity =
                    identities.find(identityMapper, realm, row.email()).orElseThrow();
            Instant now = Times.now(clock);
            if (row.acceptedAt() != null) {
                UUID user = transaction.mapper(UserMapper.class).idOfIdentity(tenantId, identity.id());
                if (!row.acceptedBy().equals(user)) {
                    throw closed(row);
                }
                return result(offer.tenant(), row, user);
            }
            identityMapper.verifyEmail(identity.id(), identity.email(), now);
            UUID userId = fulfilment.fulfil(acting, transaction, tenantId, row, identity, acceptance.displayName());
            mapper.accept(tenantId, row.id(), userId, now);
            Invitation before = row.invitation(now);
            Invitation after = mapper.find(tenantId, row.id()).invitation(now);
            transaction.audit(AuditEntry.changed("invitation.accept", Invitations.RESOURCE, row.id(), before, after));
            transaction.changed(AccessTags.tenant(tenantId), AccessTags.identity(identity.id()));
            return result(offer.tenant(), row, userId);
        });
    }

    private Offer find(CallContext context, String token) {
        UUID tenantId = InvitationTokens.tenantOf(token)
                .orElseThrow(() -> ProblemException.of(AccessProblem.INVITATION_INVALID));
        CallContext within = context.withTenant(tenantId);
        byte[] digest = Secrets.digest(token);
        InvitationRow row =
                database.read(within, InvitationMapper.class, mapper -> mapper.findByToken(tenantId, digest));
        if (row == null) {
            throw ProblemException.of(AccessProblem.INVITATION_INVALID);
        }
        TenantRow tenant = database.read(within, TenantMapper.class, mapper -> mapper.find(tenantId));
        UUID realm = Realms.of(tenantId, tenant.ownRealm());
        return new Offer(
                tenant,
                row,
                database.read(within, IdentityMapper.class, mapper -> identities.find(mapper, realm, row.email())));
    }

    /** An accepted one passes: whoever proves to have accepted it is told so again. */
    private void requireAcceptable(InvitationRow row) {
        InvitationStatus status = row.status(clock.instant());
        if (status == InvitationStatus.REVOKED || status == InvitationStatus.EXPIRED) {
            throw closed(row);
        }
    }

    private ProblemException closed(InvitationRow row) {
        AccessProblem problem =
                switch (row.status(clock.instant())) {
                    case ACCEPTED -> AccessProblem.INVITATION_ACCEPTED;
                    case REVOKED -> AccessProblem.INVITATION_REVOKED;
                    case EXPIRED, OPEN -> AccessProblem.INVITATION_EXPIRED;
                };
        return ProblemException.of(problem);
    }

    /** What happens is the person's doing, as far as it is known who that is. */
    private static CallContext acting(CallContext context, Offer offer) {
        Caller caller = offer.identity()
                .map(identity -> new Caller(Caller.Kind.USER, identity.id(), null, null, identity.email()))
                .orElseGet(() -> new Caller(
                        Caller.Kind.ANONYMOUS, null, null, null, offer.row().email()));
        return new CallContext(
                offer.tenant().id(),
                caller,
                context.permissions(),
                context.locale(),
                context.request(),
                context.idempotencyKey());
    }

    private static Acceptance result(TenantRow tenant, InvitationRow row, UUID userId) {
        return new Acceptance(tenant.id(), tenant.identifier(), tenant.name(), userId, row.email());
    }
}
