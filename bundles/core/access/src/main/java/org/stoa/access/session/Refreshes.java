package org.stoa.access.session;

import java.time.Clock;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Secrets;
import org.stoa.access.identity.Acting;
import org.stoa.access.session.RefreshTokenMapper.RefreshState;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;

/**
 * Exchanges refresh tokens for new pairs of tokens. Each is good for one use: whoever brings a used one has copied it, or
 * was copied from, and since nobody can tell which, the whole session ends (RFC 9700, section 4.14.2).
 */
@Component(service = Refreshes.class)
public final class Refreshes {

    private final PlatformDatabase database;
    private final TokenIssuer issuer;
    private final Clock clock;

    @Activate
    public Refreshes(@Reference PlatformDatabase database, @Reference TokenIssuer issuer) {
        this(database, issuer, Clock.systemUTC());
    }

    public Refreshes(PlatformDatabase database, TokenIssuer issuer, Clock clock) {
        this.database = database;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Uses a refresh token up and gives its successor, for the same tenant.
     *
     * @throws ProblemException 401 {@code token-invalid}, {@code token-expired} or {@code session-revoked}; 403
     *     {@code tenant-suspended} or {@code user-suspended}, after which the token is good still
     */
    TokenPair refresh(CallContext context, String refreshToken) {
        if (refreshToken.length() != Secrets.TOKEN_LENGTH) {
            throw Refusals.tokenInvalid();
        }
        byte[] hash = Secrets.digest(refreshToken);
        RefreshState state = database.read(context, RefreshTokenMapper.class, mapper -> mapper.find(hash));
        if (state == null) {
            throw Refusals.tokenInvalid();
        }
        Caller caller =
                new Caller(Caller.Kind.USER, state.identityId(), state.userId(), state.sessionId(), state.email());
        CallContext acting = Acting.as(context, state.tenantId(), caller);
        if (state.usedAt() != null) {
            throw reused(acting, state);
        }
        Instant now = clock.instant();
        Standing.requireRunning(state.sessionExpiresAt(), state.sessionRevokedAt(), now);
        if (!state.expiresAt().isAfter(now)) {
            throw Refusals.tokenExpired();
        }
        standing(state).require();
        TokenPair tokens = database.write(
                acting,
                RefreshTokenMapper.class,
                (mapper, transaction) -> mapper.use(hash, now) == 0 ? null : rotate(acting, state, transaction, now));
        if (tokens == null) {
            throw reused(acting, state);
        }
        return tokens;
    }

    private TokenPair rotate(CallContext acting, RefreshState state, Transaction transaction, Instant now) {
        int running = transaction
                .mapper(SessionMapper.class)
                .prolong(
                        state.sessionId(),
                        state.tenantId(),
                        acting.request().clientAddress(),
                        now,
                        now.plus(TokenIssuer.IDLE_LIFETIME));
        if (running == 0) {
            throw Refusals.sessionRevoked();
        }
        return issuer.issue(transaction, state.identityId(), state.sessionId(), state.tenantId(), state.userId());
    }

    private ProblemException reused(CallContext acting, RefreshState state) {
        database.write(acting, SessionMapper.class, (mapper, transaction) -> {
            if (mapper.revoke(state.sessionId(), state.identityId(), clock.instant()) == 1) {
                transaction.audit(AuditEntry.happened("token.reuse", "access.session", state.sessionId()));
            }
            transaction.changed(AccessTags.session(state.sessionId()));
            return null;
        });
        return Refusals.sessionRevoked();
    }

    private static Standing standing(RefreshState state) {
        return new Standing(
                state.identityStatus(),
                state.superAdmin(),
                state.tenantId(),
                state.tenantStatus(),
                state.userId(),
                state.userStatus());
    }
}
