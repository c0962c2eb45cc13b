package org.stoa.access.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Secrets;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** The second factor of identities: codes of an authenticator app, and recovery codes beside it. */
@Component(service = SecondFactor.class)
public final class SecondFactor {

    private static final String ISSUER = "Stoa";

    /** Outcome of a check. */
    public enum Check {
        /** The code was right, or the identity has no second factor. */
        PASSED,
        /** The identity has a second factor, and no code was given. */
        MISSING,
        /** The code was wrong, or used before. */
        FAILED
    }

    /** A secret to be put into an authenticator app: in base32, and as a URI for a QR code. */
    public record Setup(String secret, String uri) {}

    private final PlatformDatabase database;
    private final Reauthentication reauthentication;
    private final Clock clock;

    @Activate
    public SecondFactor(@Reference PlatformDatabase database, @Reference Reauthentication reauthentication) {
        this(database, reauthentication, Clock.systemUTC());
    }

    public SecondFactor(PlatformDatabase database, Reauthentication reauthentication, Clock clock) {
        this.database = database;
        this.reauthentication = reauthentication;
        this.clock = clock;
    }

    /**
     * Makes a new secret for the caller, which counts once a code made with it was confirmed. The password is asked for,
     * lest somebody who found an open session locks its owner out.
     *
     * @throws ProblemException 400 {@code password-wrong}; 409 {@code totp-already-enabled}; 429
     *     {@code too-many-attempts}; 503 {@code sign-in-busy}
     */
    public Setup prepare(CallContext context, String password) {
        reauthentication.require(context, password);
        byte[] secret = Secrets.randomBytes(Totp.SECRET_BYTES);
        UUID identityId = context.caller().identityId();
        database.write(context.withIdempotencyKey(null), TotpMapper.class, (mapper, transaction) -> {
            if (mapper.prepare(identityId, secret, clock.instant()) == 0) {
                throw ProblemException.of(AccessProblem.TOTP_ALREADY_ENABLED);
            }
            return null;
        });
        return new Setup(Totp.base32(secret), Totp.uri(ISSUER, context.caller().name(), secret));
    }

    /**
     * Switches the second factor on.
     *
     * @param code the present code of the app
     * @return recovery codes, which are shown this once
     * @throws ProblemException 409 {@code totp-not-started} or {@code totp-already-enabled}; 400 {@code invalid-request}
     *     for a wrong code
     */
    public List<String> confirm(CallContext context, String code) {
        UUID identityId = context.caller().identityId();
        List<String> recoveryCodes = RecoveryCodes.generate();
        database.write(context.withIdempotencyKey(null), TotpMapper.class, (mapper, transaction) -> {
            TotpMapper.TotpRow totp = mapper.find(identityId);
            if (totp == null) {
                throw ProblemException.of(AccessProblem.TOTP_NOT_STARTED);
            }
            if (totp.confirmedAt() != null) {
                throw ProblemException.of(AccessProblem.TOTP_ALREADY_ENABLED);
            }
            Instant now = clock.instant();
            OptionalLong step = Totp.stepOf(code, totp.secret(), now);
            if (step.isEmpty() || mapper.confirm(identityId, totp.secret(), step.getAsLong(), now) == 0) {
                throw ProblemException.invalid("code", "is not the present code of the authenticator app");
            }
            mapper.deleteRecoveryCodes(identityId);
            recoveryCodes.forEach(recovery -> mapper.insertRecoveryCode(identityId, RecoveryCodes.digest(recovery)));
            transaction.audit(AuditEntry.happened("totp.enable", "access.identity", identityId));
            return null;
        });
        return recoveryCodes;
    }

    /**
     * Removes the second factor, or one that waits to be confirmed, and its recovery codes.
     *
     * @throws ProblemException 400 {@code password-wrong}; 409 {@code totp-not-started}; 429 {@code too-many-attempts}
     */
    public void disable(CallContext context, String password) {
        reauthentication.require(context, password);
        UUID identityId = context.caller().identityId();
        database.write(context.withIdempotencyKey(null), TotpMapper.class, (mapper, transaction) -> {
            if (mapper.delete(identityId) == 0) {
                throw ProblemException.of(AccessProblem.TOTP_NOT_STARTED);
            }
            mapper.deleteRecoveryCodes(identityId);
            transaction.audit(AuditEntry.happened("totp.disable", "access.identity", identityId));
            return null;
        });
    }

    /** Whether the identity has a confirmed second factor. */
    public boolean isEnabled(CallContext context, UUID identityId) {
        return database.read(context, TotpMapper.class, mapper -> mapper.isEnabled(identityId));
    }

    /**
     * Checks a code in the caller's transaction and uses it up.
     *
     * @param typed a code of the app, a recovery code, or null
     */
    public Check check(Transaction transaction, UUID identityId, String typed) {
        TotpMapper mapper = transaction.mapper(TotpMapper.class);
        TotpMapper.TotpRow totp = mapper.find(identityId);
        if (totp == null || totp.confirmedAt() == null) {
            return Check.PASSED;
        }
        if (typed == null || typed.isBlank()) {
            return Check.MISSING;
        }
        return isRight(mapper, identityId, totp, typed.strip()) ? Check.PASSED : Check.FAILED;
    }

    private boolean isRight(TotpMapper mapper, UUID identityId, TotpMapper.TotpRow totp, String typed) {
        Instant now = clock.instant();
        String compact = typed.replace(" ", "");
        if (Totp.looksLikeCode(compact)) {
            OptionalLong step = Totp.stepOf(compact, totp.secret(), now);
            return step.isPresent() && mapper.useStep(identityId, step.getAsLong()) == 1;
        }
        byte[] digest = RecoveryCodes.digest(typed);
        return digest != null && mapper.useRecoveryCode(identityId, digest, now) == 1;
    }
}
