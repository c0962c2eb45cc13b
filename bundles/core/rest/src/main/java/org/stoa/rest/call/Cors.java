package org.stoa.rest.call;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/**
 * Cross-origin requests of browsers (Fetch standard, CORS protocol). Credentials travel in headers that a page must add
 * itself, never in cookies, so cookies are never allowed.
 */
final class Cors {

    private static final String ANY = "*";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Authorization, X-API-Key, Content-Type, Accept-Language, If-Match, If-None-Match, Idempotency-Key, X-Request-Id";
    private static final String EXPOSED =
            "X-Request-Id, ETag, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";
    private static final String MAX_AGE_SECONDS = "600";

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    /** Tells the browser whether a page of the request's origin may read the answer. */
    void mark(HttpServletRequest request, HttpServletResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (isAllowed(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origins.contains(ANY) ? ANY : origin);
            response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        }
    }

    /** Answers a preflight request, which carries no credentials and does nothing; false when the request is none. */
    boolean answersPreflight(HttpServletRequest request, HttpServletResponse response) {
        boolean preflight = "OPTIONS".equals(request.getMethod())
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
        if (!preflight) {
            return false;
        }
        if (isAllowed(request.getHeader("Origin"))) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", HEADERS);
            response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }

    private boolean isAllowed(String origin) {
        return origin != null && (origins.contains(ANY) || origins.contains(origin));
    }
}
