package org.stoa.access.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Secrets;
import org.stoa.access.identity.OneTimeTokenMapper.OneTimeToken;
import org.stoa.access.identity.OneTimeTokenMapper.Purpose;
import org.stoa.access.mail.LinkTokens;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.access.session.AccessTags;
import org.stoa.access.session.SessionMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Sets passwords by links in mails. */
@Component(service = {PasswordResets.class, LinkTokens.class})
public final class PasswordResets implements LinkTokens {

    /** Name of the value of {@link MailRequested} that holds the realm. */
    private static final String REALM = "realm";

    private static final Duration RESET_LIFETIME = Duration.ofHours(1);
    private static final Duration SETUP_LIFETIME = Duration.ofDays(7);

    private final PlatformDatabase database;
    private final TenantRealms tenants;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final Clock clock;

    @Activate
    public PasswordResets(
            @Reference PlatformDatabase database,
            @Reference TenantRealms tenants,
            @Reference Passwords passwords,
            @Reference SignInGuard guard) {
        this(database, tenants, passwords, guard, Clock.systemUTC());
    }

    public PasswordResets(
            PlatformDatabase database, TenantRealms tenants, Passwords passwords, SignInGuard guard, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.passwords = passwords;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * Sends the identity of this e-mail address a link to set a new password, valid for an hour. Does the same work and
     * says the same whether there is such an identity or not; silent, too, when it is asked for too often.
     *
     * @param tenant identifier or id of a tenant, to find the realm; null for the platform's
     */
    public void request(CallContext context, String email, String tenant) {
        String normalized = EmailAddress.normalize(email);
        UUID realm = tenants.find(context, tenant)
                .map(RealmMapper.TenantRealm::realm)
                .orElse(Realms.PLATFORM);
        database.write(context.withIdempotencyKey(null), IdentityMapper.class, (mapper, transaction) -> {
            if (guard.countMail(
                    transaction, realm, normalized, context.request().clientAddress())) {
                transaction.publish(new MailRequested(
                        MailTemplate.PASSWORD_RESET,
                        normalized,
                        context.locale().toLanguageTag(),
                        null,
                        Map.of(REALM, realm.toString())));
            }
            return null;
        });
    }

    /**
     * Asks, in the transaction that created an identity without a password, for a mail with a link to set one, valid for
     * a week.
     */
    public void requestSetup(Transaction transaction, Identity identity, String tenantName, String language) {
        transaction.publish(new MailRequested(
                MailTemplate.PASSWORD_SETUP,
                identity.email(),
                language,
                identity.id(),
                Map.of(REALM, identity.realm().toString(), "tenant", tenantName)));
    }

    /**
     * Sets a password. Ends every session of the identity, forgets failed attempts from the client's address and takes the
     * e-mail address as verified.
     *
     * @throws ProblemException 400 {@code one-time-token-invalid}, or {@code invalid-request} for the field
     *     {@code password}, after which the token is good still; 503 {@code sign-in-busy}
     */
    public void confirm(CallContext context, String token, String password) {
        byte[] hash = Secrets.digest(token);
        OneTimeToken found = database.read(
                context, OneTimeTokenMapper.class, mapper -> mapper.find(hash, Purpose.PASSWORD, clock.instant()));
        if (found == null) {
            throw ProblemException.of(AccessProblem.ONE_TIME_TOKEN_INVALID);
        }
        PasswordPolicy.check("password", password, found.email());
        String passwordHash = passwords.hash(password);
        CallContext acting = Acting.as(context, found.identityId(), found.realm(), found.email());
        database.write(acting, OneTimeTokenMapper.class, (mapper, transaction) -> {
            OneTimeToken taken = mapper.take(hash, Purpose.PASSWORD, clock.instant());
            if (taken == null) {
                throw ProblemException.of(AccessProblem.ONE_TIME_TOKEN_INVALID);
            }
            set(transaction, taken, passwordHash, context.request().clientAddress());
            transaction.changed(AccessTags.identity(found.identityId()));
            return null;
        });
    }

    private void set(Transaction transaction, OneTimeToken token, String passwordHash, String clientAddress) {
        Instant now = clock.instant();
        IdentityMapper identities = transaction.mapper(IdentityMapper.class);
        identities.lock(token.identityId());
        identities.updatePassword(token.identityId(), passwordHash, now);
        identities.verifyEmail(token.identityId(), token.email(), now);
        transaction.mapper(SessionMapper.class).revokeAll(token.identityId(), null, now);
        guard.proved(transaction, token.realm(), token.email(), clientAddress);
        transaction.audit(AuditEntry.happened("password.reset", "access.identity", token.identityId()));
    }

    @Override
    public Set<MailTemplate> templates() {
        return EnumSet.of(MailTemplate.PASSWORD_RESET, MailTemplate.PASSWORD_SETUP);
    }

    @Override
    public Optional<String> issue(MailRequested mail) {
        UUID realm = UUID.fromString(mail.values().get(REALM));
        Duration lifetime = mail.template() == MailTemplate.PASSWORD_SETUP ? SETUP_LIFETIME : RESET_LIFETIME;
        String token = Secrets.newToken();
        return database.write(CallContext.system(null, "access"), IdentityMapper.class, (mapper, transaction) -> {
            Identity identity = mapper.findByEmail(realm, mail.to());
            if (identity == null) {
                return Optional.empty();
            }
            transaction
                    .mapper(OneTimeTokenMapper.class)
                    .put(
                            Secrets.digest(token),
                            Purpose.PASSWORD,
                            identity.id(),
                            identity.email(),
                            clock.instant().plus(lifetime));
            return Optional.of(token);
        });
    }
}
