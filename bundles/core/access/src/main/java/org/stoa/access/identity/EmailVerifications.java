package org.stoa.access.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Lets people prove that they receive mail at their e-mail address. */
@Component(service = {EmailVerifications.class, LinkTokens.class})
public final class EmailVerifications implements LinkTokens {

    private static final Duration LIFETIME = Duration.ofDays(1);

    private final PlatformDatabase database;
    private final SignInGuard guard;
    private final Clock clock;

    @Activate
    public EmailVerifications(@Reference PlatformDatabase database, @Reference SignInGuard guard) {
        this(database, guard, Clock.systemUTC());
    }

    public EmailVerifications(PlatformDatabase database, SignInGuard guard, Clock clock) {
        this.database = database;
        this.guard = guard;
        this.clock = clock;
    }

    /** Asks for a mail to an identity that was just created, in the transaction that created it. */
    public void request(Transaction transaction, Identity identity, String language) {
        transaction.publish(new MailRequested(
                MailTemplate.EMAIL_VERIFICATION, identity.email(), language, identity.id(), Map.of()));
    }

    /** Sends the caller a link, valid for a day; nothing when the address is verified or it is asked for too often. */
    public void requestAgain(CallContext context) {
        database.write(context.withIdempotencyKey(null), IdentityMapper.class, (mapper, transaction) -> {
            Identity identity = mapper.findById(context.caller().identityId());
            boolean wanted = identity.emailVerifiedAt() == null
                    && guard.countMail(
                            transaction,
                            identity.realm(),
                            identity.email(),
                            context.request().clientAddress());
            if (wanted) {
                request(transaction, identity, context.locale().toLanguageTag());
            }
            return null;
        });
    }

    /**
     * Takes the address to which {@code token} was sent as verified.
     *
     * @throws ProblemException 400 {@code one-time-token-invalid}
     */
    public void confirm(CallContext context, String token) {
        byte[] hash = Secrets.digest(token);
        OneTimeToken found = database.read(
                context, OneTimeTokenMapper.class, mapper -> mapper.find(hash, Purpose.EMAIL, clock.instant()));
        if (found == null) {
            throw ProblemException.of(AccessProblem.ONE_TIME_TOKEN_INVALID);
        }
        CallContext acting = Acting.as(context, found.identityId(), found.realm(), found.email());
        database.write(acting, OneTimeTokenMapper.class, (mapper, transaction) -> {
            Instant now = clock.instant();
            if (mapper.take(hash, Purpose.EMAIL, now) == null) {
                throw ProblemException.of(AccessProblem.ONE_TIME_TOKEN_INVALID);
            }
            transaction.mapper(IdentityMapper.class).verifyEmail(found.identityId(), found.email(), now);
            transaction.audit(AuditEntry.changed(
                    "email.verify", "access.identity", found.identityId(), null, Map.of("email", found.email())));
            transaction.changed(AccessTags.identity(found.identityId()));
            return null;
        });
    }

    @Override
    public Set<MailTemplate> templates() {
        return EnumSet.of(MailTemplate.EMAIL_VERIFICATION);
    }

    @Override
    public Optional<String> issue(MailRequested mail) {
        String token = Secrets.newToken();
        return database.write(CallContext.system(null, "access"), IdentityMapper.class, (mapper, transaction) -> {
            Identity identity = mapper.findById(mail.subjectId());
            if (identity == null
                    || identity.emailVerifiedAt() != null
                    || !identity.email().equals(mail.to())) {
                return Optional.empty();
            }
            transaction
                    .mapper(OneTimeTokenMapper.class)
                    .put(
                            Secrets.digest(token),
                            Purpose.EMAIL,
                            identity.id(),
                            identity.email(),
                            clock.instant().plus(LIFETIME));
            return Optional.of(token);
        });
    }
}
