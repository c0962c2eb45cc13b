package org.stoa.access.session;

import org.stoa.access.AccessProblem;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;

/** Answers to credentials that are not accepted, with the challenge that RFC 6750 and RFC 9110 ask for. */
final class Refusals {

    private static final String CHALLENGE = "WWW-Authenticate";

    private Refusals() {}

    static ProblemException tokenInvalid() {
        return token(AccessProblem.TOKEN_INVALID);
    }

    static ProblemException tokenExpired() {
        return token(AccessProblem.TOKEN_EXPIRED);
    }

    static ProblemException sessionRevoked() {
        return token(AccessProblem.SESSION_REVOKED);
    }

    static ProblemException apiKeyInvalid() {
        return ProblemException.of(AccessProblem.API_KEY_INVALID)
                .withHeader(CHALLENGE, "ApiKey realm=\"stoa\", header=\"X-API-Key\"");
    }

    /** Somebody could not sign in. */
    static ProblemException signIn(AccessProblem problem) {
        return ProblemException.of(problem).withHeader(CHALLENGE, "Bearer realm=\"stoa\"");
    }

    private static ProblemException token(ProblemCode problem) {
        return ProblemException.of(problem)
                .withHeader(
                        CHALLENGE,
                        "Bearer realm=\"stoa\", error=\"invalid_token\", error_description=\"" + problem.title()
                                + "\"");
    }
}
