package org.stoa.rest.call;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.RestSettings;
import org.stoa.rest.problem.ProblemWriter;
import org.stoa.rest.problem.Problems;
import org.stoa.rest.status.RequestMetrics;

/**
 * What every request goes through first and last: an id, a sound path, headers for browsers, the client's allowance; a
 * problem document for whatever fails; a line in the access log and the metrics.
 */
public final class RequestFilter implements Filter {

    private static final Logger ACCESS = LoggerFactory.getLogger("org.stoa.rest.access");
    private static final String API = "/api";
    private static final String HSTS = "max-age=31536000; includeSubDomains";
    private static final int LONGEST_URI = 8192;
    private static final int MOST_PARAMETERS = 100;

    private final RestSettings settings;
    private final Uploads uploads;
    private final ServerErrors serverErrors;
    private final ClientAddresses addresses;
    private final RateLimits limits;
    private final Cors cors;
    private final Languages languages = new Languages();
    private final Problems problems;
    private final ProblemWriter writer;
    private final RequestMetrics metrics;

    public RequestFilter(
            RestSettings settings,
            Uploads uploads,
            ServerErrors serverErrors,
            ClientAddresses addresses,
            RateLimits limits,
            Problems problems,
            ProblemWriter writer,
            RequestMetrics metrics) {
        this.settings = settings;
        this.uploads = uploads;
        this.serverErrors = serverErrors;
        this.addresses = addresses;
        this.limits = limits;
        this.cors = new Cors(settings.corsOrigins());
        this.problems = problems;
        this.writer = writer;
        this.metrics = metrics;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        if (ApiCall.of(anyRequest) != null) {
            chain.doFilter(anyRequest, anyResponse);
            return;
        }
        serverErrors.takeOver(anyRequest);
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        ApiCall call = new ApiCall(
                request,
                response,
                RequestIds.of(request.getHeader(RequestIds.HEADER)),
                addresses.of(request),
                languages.of(request.getHeader("Accept-Language")),
                System.nanoTime());
        MDC.put(ApiCall.MDC_REQUEST, call.requestId());
        try {
            walk(call, chain);
        } finally {
            metrics.record(call, System.nanoTime() - call.startNanos());
            log(call);
            MDC.remove(ApiCall.MDC_REQUEST);
            MDC.remove(ApiCall.MDC_TENANT);
        }
    }

    private void walk(ApiCall call, FilterChain chain) throws IOException {
        HttpServletRequest request = call.request();
        HttpServletResponse response = call.response();
        response.setHeader(RequestIds.HEADER, call.requestId());
        try {
            secure(request, response);
            requireSoundUri(request);
            if (isApi(request.getRequestURI())) {
                cors.mark(request, response);
                if (cors.answersPreflight(request, response)) {
                    return;
                }
                limits.countClient(call);
                requireSoundBody(request);
            }
            chain.doFilter(request, response);
        } catch (ServletException
                | IOException
                | RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError e) {
            fail(call, e);
        }
    }

    private void fail(ApiCall call, Throwable failure) throws IOException {
        Throwable cause =
                failure instanceof ServletException && failure.getCause() != null ? failure.getCause() : failure;
        // who may not do anything here anyway may not make the server read much either
        long limit = call.context() == null ? settings.bodyLimit() : bodyLimit(call.request());
        RequestBody.discard(call.request(), limit);
        ProblemWriter specific =
                call.operation() == null ? writer : call.operation().problems();
        specific.write(
                problems.of(cause, call.locale(), call.requestId(), call.method()), call.requestId(), call.response());
    }

    private void secure(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        if (addresses.isSecure(request)) {
            response.setHeader("Strict-Transport-Security", HSTS);
        }
    }

    private static void requireSoundUri(HttpServletRequest request) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        if (!Escapes.isSound(path) || path.indexOf(';') >= 0) {
            throw unsound("path", "must be visible ASCII characters and escapes of UTF-8 text, without semicolons");
        }
        if (query == null) {
            return;
        }
        if (!Escapes.isSound(query)) {
            throw unsound("query", "must be visible ASCII characters and escapes of UTF-8 text");
        }
        if (path.length() + query.length() > LONGEST_URI || hasMoreParameters(query)) {
            throw unsound(
                    "query", "must have at most " + MOST_PARAMETERS + " parameters and " + LONGEST_URI + " characters");
        }
    }

    private static boolean hasMoreParameters(String query) {
        int parameters = 1;
        for (int i = query.indexOf('&'); i >= 0; i = query.indexOf('&', i + 1)) {
            parameters++;
        }
        return parameters > MOST_PARAMETERS;
    }

    private static ProblemException unsound(String part, String message) {
        return ProblemException.invalid(part, message);
    }

    private void requireSoundBody(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !"identity".equalsIgnoreCase(encoding.strip())) {
            throw ProblemException.of(CommonProblem.UNSUPPORTED_MEDIA_TYPE, "the body without Content-Encoding")
                    .withHeader("Accept-Encoding", "identity");
        }
        if (Uploads.isUpload(request.getContentType())) {
            uploads.requireAnnounced(request);
        } else {
            RequestBody.requireAnnounced(request, settings.bodyLimit());
        }
    }

    private long bodyLimit(HttpServletRequest request) {
        return Uploads.isUpload(request.getContentType()) ? uploads.bodyLimit() : settings.bodyLimit();
    }

    private static boolean isApi(String uri) {
        return uri.startsWith(API) && (uri.length() == API.length() || uri.charAt(API.length()) == '/');
    }

    private static void log(ApiCall call) {
        String uri = call.request().getRequestURI();
        boolean quiet = !isApi(uri);
        if (quiet ? !ACCESS.isDebugEnabled() : !ACCESS.isInfoEnabled()) {
            return;
        }
        String path = call.operation() == null
                ? uri.substring(0, Math.min(uri.length(), 200))
                : call.operation().route();
        String line = call.method() + " " + path + " " + call.response().getStatus() + " "
                + (System.nanoTime() - call.startNanos()) / 1_000_000 + "ms tenant="
                + (call.tenantId() == null ? "-" : call.tenantId()) + " client=" + call.clientAddress() + " request="
                + call.requestId();
        if (quiet) {
            ACCESS.debug(line);
        } else {
            ACCESS.info(line);
        }
    }
}
