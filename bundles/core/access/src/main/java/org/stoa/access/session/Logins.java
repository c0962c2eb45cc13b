package org.stoa.access.session;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.identity.Acting;
import org.stoa.access.identity.EmailAddress;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.Passwords;
import org.stoa.access.identity.RealmMapper.TenantRealm;
import org.stoa.access.identity.Realms;
import org.stoa.access.identity.SecondFactor;
import org.stoa.access.identity.SignInAttempt;
import org.stoa.access.identity.SignInGuard;
import org.stoa.access.identity.TenantRealms;
import org.stoa.access.user.Membership;
import org.stoa.access.user.Memberships;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.people.UserStatus;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;

/**
 * Lets people sign in with e-mail address, password and second factor. Who does not know the password learns nothing from
 * the answer: not whether the address is known, whether there is a second factor, or whether tenant and user may work.
 */
@Component(service = Logins.class)
public final class Logins {

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\p{Print}]");

    private final PlatformDatabase database;
    private final TenantRealms tenants;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final SecondFactor secondFactor;
    private final Memberships memberships;
    private final TokenIssuer issuer;
    private final Clock clock;

    @Activate
    public Logins(
            @Reference PlatformDatabase database,
            @Reference TenantRealms tenants,
            @Reference Passwords passwords,
            @Reference SignInGuard guard,
            @Reference SecondFactor secondFactor,
            @Reference Memberships memberships,
            @Reference TokenIssuer issuer) {
        this(database, tenants, passwords, guard, secondFactor, memberships, issuer, Clock.systemUTC());
    }

    public Logins(
            PlatformDatabase database,
            TenantRealms tenants,
            Passwords passwords,
            SignInGuard guard,
            SecondFactor secondFactor,
            Memberships memberships,
            TokenIssuer issuer,
            Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.passwords = passwords;
        this.guard = guard;
        this.secondFactor = secondFactor;
        this.memberships = memberships;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What somebody signs in with; {@code tenant} and {@code totp} may be null. */
    record Credentials(String email, String password, String tenant, String totp) {}

    /** Where the person will work; both null for nowhere in particular. */
    private record Place(UUID tenantId, UUID userId) {}

    /** What came of an attempt: tokens, or else what was wrong. */
    private record Outcome(TokenPair tokens, AccessProblem wrong, UUID identityId) {}

    /**
     * Begins a session.
     *
     * @throws ProblemException 401 {@code invalid-credentials}, {@code totp-required} or {@code totp-invalid}; 403
     *     {@code tenant-suspended} or {@code user-suspended}; 429 {@code too-many-attempts}; 503 {@code sign-in-busy}
     */
    TokenPair login(CallContext context, Credentials credentials) {
        Optional<TenantRealm> tenant = tenants.find(context, credentials.tenant());
        boolean noSuchTenant = credentials.tenant() != null && tenant.isEmpty();
        UUID realm = tenant.map(TenantRealm::realm).orElse(Realms.PLATFORM);
        String email = EmailAddress.tryNormalize(credentials.email()).orElseGet(() -> printable(credentials.email()));
        try (SignInAttempt attempt = guard.begin(context, realm, email)) {
            Outcome outcome;
            try {
                Identity found =
                        database.read(context, IdentityMapper.class, mapper -> mapper.findByEmail(realm, email));
                Identity identity = noSuchTenant ? null : found;
                outcome = attempt(context, attempt, identity, tenant.orElse(null), credentials);
            } catch (RuntimeException e) {
                guard.undecided(context, attempt);
                throw e;
            }
            if (outcome.wrong() == null) {
                return outcome.tokens();
            }
            if (outcome.wrong() == AccessProblem.TOTP_REQUIRED) {
                guard.undecided(context, attempt);
            } else {
                auditFailure(context, tenant.map(TenantRealm::id).orElse(null), outcome, email);
            }
            throw Refusals.signIn(outcome.wrong());
        }
    }

    private Outcome attempt(
            CallContext context,
            SignInAttempt attempt,
            Identity identity,
            TenantRealm tenant,
            Credentials credentials) {
        boolean right = passwords.verify(credentials.password(), identity == null ? null : identity.passwordHash());
        if (!right) {
            return new Outcome(null, AccessProblem.INVALID_CREDENTIALS, identity == null ? null : identity.id());
        }
        List<Membership> all =
                database.read(context, UserMapper.class, mapper -> memberships.of(mapper, identity.id()));
        Optional<Place> place = place(identity, tenant, all);
        if (place.isEmpty()) {
            return new Outcome(null, AccessProblem.INVALID_CREDENTIALS, identity.id());
        }
        String stronger =
                passwords.needsRehash(identity.passwordHash()) ? passwords.hash(credentials.password()) : null;
        return begin(context, attempt, identity, place.get(), credentials.totp(), stronger);
    }

    private Outcome begin(
            CallContext context, SignInAttempt attempt, Identity identity, Place place, String totp, String stronger) {
        UUID sessionId = Ids.next();
        Caller caller = new Caller(Caller.Kind.USER, identity.id(), place.userId(), sessionId, identity.email());
        CallContext acting = Acting.as(context, place.tenantId(), caller);
        return database.write(acting, IdentityMapper.class, (identities, transaction) -> {
            Identity present = identities.lock(identity.id());
            if (!Objects.equals(present.passwordHash(), identity.passwordHash())) {
                return new Outcome(null, AccessProblem.INVALID_CREDENTIALS, identity.id());
            }
            if (!present.isActive()) {
                throw ProblemException.of(AccessProblem.USER_SUSPENDED);
            }
            SecondFactor.Check check = secondFactor.check(transaction, identity.id(), totp);
            if (check != SecondFactor.Check.PASSED) {
                boolean missing = check == SecondFactor.Check.MISSING;
                return new Outcome(
                        null, missing ? AccessProblem.TOTP_REQUIRED : AccessProblem.TOTP_INVALID, identity.id());
            }
            if (stronger != null) {
                identities.rehashPassword(identity.id(), identity.passwordHash(), stronger);
            }
            guard.succeeded(transaction, attempt);
            return new Outcome(welcome(acting, transaction, place), null, identity.id());
        });
    }

    private TokenPair welcome(CallContext acting, Transaction transaction, Place place) {
        UUID identityId = acting.caller().identityId();
        UUID sessionId = acting.caller().sessionId();
        issuer.begin(transaction, sessionId, identityId, place.tenantId(), acting.request());
        if (place.tenantId() != null) {
            transaction.mapper(IdentityMapper.class).updateLastTenant(identityId, place.tenantId());
        }
        if (place.userId() != null) {
            memberships.signedIn(
                    transaction.mapper(UserMapper.class), place.tenantId(), place.userId(), clock.instant());
        }
        transaction.audit(AuditEntry.happened("login", "access.session", sessionId));
        return issuer.issue(transaction, identityId, sessionId, place.tenantId(), place.userId());
    }

    /**
     * Where somebody will work who knows the password: in the tenant asked for; else, when it is no super administrator,
     * in the open tenant of the last time, or in the one it has been in for longest.
     *
     * @return empty when a tenant was asked for in which the person is no user
     */
    private static Optional<Place> place(Identity identity, TenantRealm tenant, List<Membership> all) {
        if (tenant != null) {
            Optional<Membership> membership = all.stream()
                    .filter(candidate -> candidate.tenantId().equals(tenant.id()))
                    .findFirst();
            if (membership.isEmpty() && !identity.superAdmin()) {
                return Optional.empty();
            }
            UUID userId = membership.map(Membership::userId).orElse(null);
            UserStatus userStatus = membership.map(Membership::userStatus).orElse(null);
            new Standing(identity.status(), identity.superAdmin(), tenant.id(), tenant.status(), userId, userStatus)
                    .require();
            return Optional.of(new Place(tenant.id(), userId));
        }
        if (identity.superAdmin() || all.isEmpty()) {
            return Optional.of(new Place(null, null));
        }
        Membership chosen = all.stream()
                .filter(Logins::isUsable)
                .max((one, other) -> Boolean.compare(
                        one.tenantId().equals(identity.lastTenantId()),
                        other.tenantId().equals(identity.lastTenantId())))
                .orElseThrow(() -> nowhere(all));
        return Optional.of(new Place(chosen.tenantId(), chosen.userId()));
    }

    private static boolean isUsable(Membership membership) {
        return membership.tenantStatus().isOpen() && membership.userStatus() == UserStatus.ACTIVE;
    }

    private static ProblemException nowhere(List<Membership> all) {
        boolean closed =
                all.stream().anyMatch(membership -> !membership.tenantStatus().isOpen());
        return ProblemException.of(closed ? AccessProblem.TENANT_SUSPENDED : AccessProblem.USER_SUSPENDED);
    }

    /** What was typed instead of an e-mail address, in a form that can be looked up and logged. */
    private static String printable(String typed) {
        return NOT_PRINTABLE.matcher(typed.strip().toLowerCase(Locale.ROOT)).replaceAll("?");
    }

    private void auditFailure(CallContext context, UUID tenantId, Outcome outcome, String email) {
        CallContext anonymous = Acting.as(context, tenantId, Caller.anonymous());
        String identityId =
                outcome.identityId() == null ? "unknown" : outcome.identityId().toString();
        Map<String, String> details =
                Map.of("email", email, "reason", outcome.wrong().code());
        database.write(anonymous, IdentityMapper.class, (mapper, transaction) -> {
            transaction.audit(new AuditEntry("login.failed", "access.identity", identityId, null, details));
            return null;
        });
    }
}
