package org.stoa.access.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Secrets;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.RequestInfo;

/** Begins sessions and hands out their tokens, in the transaction of a caller. */
@Component(service = TokenIssuer.class)
public final class TokenIssuer {

    /** How long a session lasts without being used. */
    static final Duration IDLE_LIFETIME = Duration.ofDays(30);

    private final AccessTokens accessTokens;
    private final Clock clock;

    @Activate
    public TokenIssuer(@Reference AccessTokens accessTokens) {
        this(accessTokens, Clock.systemUTC());
    }

    public TokenIssuer(AccessTokens accessTokens, Clock clock) {
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** Begins a session that {@link #issue} gives tokens to. */
    void begin(Transaction transaction, UUID sessionId, UUID identityId, UUID tenantId, RequestInfo request) {
        Instant now = clock.instant();
        transaction
                .mapper(SessionMapper.class)
                .insert(new Session(
                        sessionId,
                        identityId,
                        tenantId,
                        request.clientAddress(),
                        request.userAgent(),
                        now,
                        now,
                        now.plus(IDLE_LIFETIME)));
    }

    /** A pair of tokens for a session in a tenant. */
    TokenPair issue(Transaction transaction, UUID identityId, UUID sessionId, UUID tenantId, UUID userId) {
        Instant now = clock.instant();
        String refreshToken = Secrets.newToken();
        transaction
                .mapper(RefreshTokenMapper.class)
                .insert(Secrets.digest(refreshToken), sessionId, tenantId, now, now.plus(IDLE_LIFETIME));
        String accessToken = accessTokens.issue(identityId, sessionId, tenantId, userId);
        return new TokenPair(accessToken, refreshToken, AccessTokens.LIFETIME.toSeconds(), "Bearer");
    }
}
