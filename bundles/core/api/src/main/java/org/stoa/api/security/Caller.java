package org.stoa.api.security;

import java.util.UUID;

/**
 * Who makes a call.
 *
 * @param kind how the caller identified itself
 * @param identityId the identity behind the call; null for the platform itself
 * @param userId the identity's membership in the tenant of the call; null for super administrators acting from outside
 *     and for the platform itself
 * @param sessionId the session of a signed-in person; null otherwise
 * @param name e-mail address of a person, name of an API key, or name of the part of the platform that acts
 */
public record Caller(Kind kind, UUID identityId, UUID userId, UUID sessionId, String name) {

    /** Ways to be somebody. */
    public enum Kind {
        USER,
        API_KEY,
        SYSTEM,
        ANONYMOUS
    }

    /** A caller who has not signed in. */
    public static Caller anonymous() {
        return new Caller(Kind.ANONYMOUS, null, null, null, "anonymous");
    }

    /** A part of the platform that acts on its own, such as a shell command or an event listener. */
    public static Caller system(String name) {
        return new Caller(Kind.SYSTEM, null, null, null, name);
    }
}
