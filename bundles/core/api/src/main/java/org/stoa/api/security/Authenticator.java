package org.stoa.api.security;

import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.rest.ProblemException;

/** Turns credentials into a {@link CallContext}. Implemented by the access bundle, called by the REST bundle. */
@ProviderType
public interface Authenticator {

    /**
     * The context of a caller who presents an access token. One cached look-up; a revoked session, a suspended user,
     * identity or tenant is refused at once, not when the token expires.
     *
     * @throws ProblemException 401 {@code token-invalid}, {@code token-expired} or {@code session-revoked}; 403 {@code tenant-suspended}
     */
    CallContext authenticateToken(String accessToken, RequestInfo request, Locale locale);

    /**
     * The context of a caller who presents an API key.
     *
     * @throws ProblemException 401 {@code api-key-invalid}; 403 {@code tenant-suspended}
     */
    CallContext authenticateApiKey(String apiKey, RequestInfo request, Locale locale);
}
