package org.stoa.rest.call;

import jakarta.servlet.ServletRequest;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.rest.problem.Problem;
import org.stoa.rest.problem.ProblemWriter;
import org.stoa.rest.problem.Problems;

/**
 * Has problem documents sent where the HTTP server refuses a request before any filter sees it: a malformed head, a path or
 * headers that are too long. The server is reached through the first request that is sound; until then, and with another
 * server than Jetty, such requests get the server's own page.
 */
public final class ServerErrors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerErrors.class);

    private final Problems problems;
    private final ProblemWriter writer;
    private volatile boolean tried;
    private AutoCloseable installed;

    public ServerErrors(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    /** Looks for the server that sent a request, once. */
    void takeOver(ServletRequest request) {
        if (!tried) {
            install(request);
        }
    }

    private synchronized void install(ServletRequest request) {
        if (tried) {
            return;
        }
        tried = true;
        try {
            installed = JettyErrors.install(request, this);
        } catch (RuntimeException | LinkageError e) {
            LOG.info("The HTTP server answers malformed requests itself: {}", e.toString());
        }
    }

    /** The document for a status, and how it is sent. */
    public Answer answer(int status) {
        String requestId = RequestIds.of(null);
        Problem problem = problems.ofServer(status, Locale.ENGLISH);
        Map<String, String> headers = Map.of(
                RequestIds.HEADER,
                requestId,
                "Cache-Control",
                "no-store",
                "X-Content-Type-Options",
                "nosniff",
                "Content-Security-Policy",
                "default-src 'none'; frame-ancestors 'none'");
        return new Answer(status, headers, writer.document(problem, requestId));
    }

    /**
     * What is sent instead of the server's own page.
     *
     * @param headers besides type and length
     */
    public record Answer(int status, Map<String, String> headers, byte[] document) {}

    /** Gives the server its own pages back. */
    @Override
    public synchronized void close() {
        tried = true;
        if (installed == null) {
            return;
        }
        try {
            installed.close();
        } catch (Exception e) {
            LOG.debug("The HTTP server keeps its error handler", e);
        }
        installed = null;
    }
}
