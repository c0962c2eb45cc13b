package org.stoa.rest.problem;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.EOFException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;

/** Turns whatever went wrong into the one kind of answer that clients get, and logs what they must not see. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int MOST_CAUSES = 20;
    private static final String RETRY_SECONDS = "1";

    private final ProblemTexts texts;
    private final ProblemCatalog catalog;

    /** @param catalog learns what is answered */
    public Problems(ProblemTexts texts, ProblemCatalog catalog) {
        this.texts = texts;
        this.catalog = catalog;
    }

    /**
     * The answer to a failure. A failure that is not meant for clients is logged here, once, with its request id.
     *
     * @param method HTTP method of the request, for 405
     */
    public Problem of(Throwable failure, Locale locale, String requestId, String method) {
        try {
            return answer(failure, locale, requestId, method);
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            LOG.error("Request {} failed, and so did the answer to that", requestId, e);
            return of(ProblemException.of(CommonProblem.INTERNAL_ERROR), Locale.ENGLISH);
        }
    }

    private Problem answer(Throwable failure, Locale locale, String requestId, String method) {
        ProblemException problem = find(failure, ProblemException.class);
        if (problem != null) {
            return of(problem, locale);
        }
        WebApplicationException web = find(failure, WebApplicationException.class);
        if (web != null) {
            ProblemCode code = matching(web.getResponse().getStatus());
            if (code != CommonProblem.INTERNAL_ERROR) {
                return of(withHeaders(ProblemException.of(code, argument(code, method)), web), locale);
            }
        }
        if (isDatabaseGone(failure)) {
            LOG.warn("Request {}: the database cannot be reached: {}", requestId, failure.toString());
            return of(ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE), locale);
        }
        if (isClientGone(failure)) {
            LOG.debug("Request {}: the client went away", requestId, failure);
        } else {
            LOG.error("Request {} failed", requestId, failure);
        }
        return of(ProblemException.of(CommonProblem.INTERNAL_ERROR), locale);
    }

    /** The answer to a problem in the caller's language. */
    public Problem of(ProblemException problem, Locale locale) {
        ProblemCode code = problem.code();
        catalog.learn(code);
        Map<String, String> headers = new HashMap<>(problem.headers());
        if (code.status() == 401) {
            headers.putIfAbsent(HttpHeaders.WWW_AUTHENTICATE, challenge(code));
        }
        if (code.status() == 503) {
            headers.putIfAbsent(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return new Problem(
                code.status(),
                code.code(),
                texts.title(code, locale),
                texts.detail(code, problem.arguments(), locale),
                problem.errors(),
                problem.extensions(),
                headers);
    }

    /** The answer to a request that the HTTP server itself refuses with a status. */
    public Problem ofServer(int status, Locale locale) {
        ProblemCode code =
                switch (status) {
                    case 404 -> CommonProblem.NO_SUCH_PATH;
                    case 413 -> CommonProblem.BODY_TOO_LARGE;
                    case 414 -> RestProblem.URI_TOO_LONG;
                    case 431 -> RestProblem.HEADERS_TOO_LARGE;
                    case 500, 503 -> CommonProblem.INTERNAL_ERROR;
                    default -> RestProblem.MALFORMED_REQUEST;
                };
        return new Problem(
                status,
                code.code(),
                texts.title(code, locale),
                texts.detail(code, new Object[0], locale),
                List.of(),
                Map.of(),
                Map.of());
    }

    /** RFC 6750, section 3: an error only when credentials were sent. */
    private static String challenge(ProblemCode code) {
        return code == CommonProblem.NOT_AUTHENTICATED
                ? "Bearer realm=\"stoa\""
                : "Bearer realm=\"stoa\", error=\"invalid_token\"";
    }

    private static ProblemCode matching(int status) {
        return switch (status) {
            case 400 -> CommonProblem.INVALID_REQUEST;
            case 401 -> CommonProblem.NOT_AUTHENTICATED;
            case 403 -> CommonProblem.PERMISSION_DENIED;
            case 404 -> CommonProblem.NO_SUCH_PATH;
            case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
            case 406 -> CommonProblem.NOT_ACCEPTABLE;
            case 409 -> CommonProblem.CONFLICT;
            case 412 -> CommonProblem.PRECONDITION_FAILED;
            case 413 -> CommonProblem.BODY_TOO_LARGE;
            case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
            case 428 -> CommonProblem.PRECONDITION_REQUIRED;
            case 429 -> CommonProblem.TOO_MANY_REQUESTS;
            case 503 -> CommonProblem.STARTING;
            default -> CommonProblem.INTERNAL_ERROR;
        };
    }

    private static String argument(ProblemCode code, String method) {
        if (code == CommonProblem.METHOD_NOT_ALLOWED) {
            return method;
        }
        return code == CommonProblem.UNSUPPORTED_MEDIA_TYPE ? "application/json" : code.title();
    }

    private static ProblemException withHeaders(ProblemException problem, WebApplicationException web) {
        for (String name : List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE)) {
            String value = web.getResponse().getHeaderString(name);
            if (value != null) {
                problem.withHeader(name, value);
            }
        }
        if (web instanceof NotAllowedException && !problem.headers().containsKey(HttpHeaders.ALLOW)) {
            problem.withHeader(
                    HttpHeaders.ALLOW, String.join(", ", web.getResponse().getAllowedMethods()));
        }
        return problem;
    }

    /** Whether a failure comes from a database that cannot be reached. */
    public static boolean isDatabaseGone(Throwable failure) {
        return find(failure, SQLTransientConnectionException.class) != null
                || find(failure, SQLNonTransientConnectionException.class) != null;
    }

    /** Whether a failure comes from a connection that the client has closed. */
    public static boolean isClientGone(Throwable failure) {
        return find(failure, EOFException.class) != null;
    }

    /** The failure or the first of its causes that is of a type, or null. */
    public static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
