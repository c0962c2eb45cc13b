package org.stoa.access.session;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Secrets;
import org.stoa.access.apikey.ApiKeyText;
import org.stoa.access.apikey.ApiKeyUses;
import org.stoa.api.security.Authenticator;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequestInfo;

/** Authenticates calls by access token or API key; without a statement for those seen within the last minute. */
@Component(service = Authenticator.class)
public final class SessionAuthenticator implements Authenticator {

    private final AccessTokens tokens;
    private final Principals principals;
    private final ApiKeyUses apiKeyUses;
    private final Clock clock;

    @Activate
    public SessionAuthenticator(
            @Reference AccessTokens tokens, @Reference Principals principals, @Reference ApiKeyUses apiKeyUses) {
        this(tokens, principals, apiKeyUses, Clock.systemUTC());
    }

    public SessionAuthenticator(AccessTokens tokens, Principals principals, ApiKeyUses apiKeyUses, Clock clock) {
        this.tokens = tokens;
        this.principals = principals;
        this.apiKeyUses = apiKeyUses;
        this.clock = clock;
    }

    @Override
    public CallContext authenticateToken(String accessToken, RequestInfo request, Locale locale) {
        AccessClaims claims = tokens.verify(accessToken);
        Principal principal =
                principals.session(claims.sessionId(), claims.tenantId()).orElseThrow(Refusals::sessionRevoked);
        if (principal.hasEnded(clock.instant())) {
            throw Refusals.sessionRevoked();
        }
        if (!principal.caller().identityId().equals(claims.identityId())) {
            throw Refusals.tokenInvalid();
        }
        principal.standing().require();
        return context(principal, request, locale);
    }

    @Override
    public CallContext authenticateApiKey(String apiKey, RequestInfo request, Locale locale) {
        ApiKeyText key = ApiKeyText.parse(apiKey).orElseThrow(Refusals::apiKeyInvalid);
        Optional<Principal> found = principals.apiKey(key.id());
        if (found.isEmpty() || !Secrets.matches(key.secret(), found.get().secretHash())) {
            throw Refusals.apiKeyInvalid();
        }
        Principal principal = found.get();
        if (principal.hasEnded(clock.instant())) {
            throw Refusals.apiKeyInvalid();
        }
        principal.standing().require();
        apiKeyUses.used(key.id());
        return context(principal, request, locale);
    }

    private static CallContext context(Principal principal, RequestInfo request, Locale locale) {
        return new CallContext(
                principal.tenantId(), principal.caller(), principal.permissions(), locale, request, null);
    }
}
