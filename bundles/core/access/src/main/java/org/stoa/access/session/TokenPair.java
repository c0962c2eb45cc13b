package org.stoa.access.session;

import org.stoa.api.audit.Sensitive;

/**
 * What a client works with after signing in.
 *
 * @param accessToken goes into {@code Authorization: Bearer}
 * @param refreshToken good for one use, within 30 days
 * @param expiresIn how long the access token is valid, in seconds
 * @param tokenType always {@code Bearer}
 */
public record TokenPair(
        @Sensitive String accessToken, @Sensitive String refreshToken, long expiresIn, String tokenType) {

    @Override
    public String toString() {
        return "TokenPair[" + tokenType + ", " + expiresIn + " s]";
    }
}
