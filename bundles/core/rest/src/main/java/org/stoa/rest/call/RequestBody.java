package org.stoa.rest.call;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.problem.RestProblem;

/** Reads a body whole, up to the limit. */
public final class RequestBody {

    private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
    private static final int FIRST_BUFFER = 8192;

    private RequestBody() {}

    /**
     * The bytes of the body.
     *
     * @param limit largest body, in bytes
     * @throws ProblemException 413 {@code body-too-large}, whether the client said its length before or not; 408
     *     {@code body-incomplete} when it breaks off or does not come in time
     */
    public static byte[] read(HttpServletRequest request, int limit) {
        try {
            return readAll(request, limit);
        } catch (IOException e) {
            LOG.debug("A body broke off: {}", e.getMessage());
            throw ProblemException.of(RestProblem.BODY_INCOMPLETE).withHeader("Connection", "close");
        }
    }

    private static byte[] readAll(HttpServletRequest request, int limit) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw tooLarge(limit);
        }
        if (announced == 0) {
            return new byte[0];
        }
        InputStream stream = request.getInputStream();
        byte[] buffer = new byte[announced > 0 ? (int) announced : Math.min(FIRST_BUFFER, limit)];
        int length = 0;
        while (true) {
            int read = length < buffer.length ? stream.read(buffer, length, buffer.length - length) : stream.read();
            if (read < 0) {
                return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
            }
            if (length < buffer.length) {
                length += read;
                continue;
            }
            if (length >= limit) {
                throw tooLarge(limit);
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(limit, Math.max(16L, buffer.length * 2L)));
            buffer[length++] = (byte) read;
        }
    }

    /**
     * Reads what is left of a body that nobody wanted. Otherwise the server closes the connection after the answer, and
     * the client's next request on it fails, or even the answer is lost. What is announced as longer than the limit, and
     * what a client only sends when it is told to, is left.
     */
    static void discard(HttpServletRequest request, long limit) {
        boolean empty = request.getContentLengthLong() == 0
                || request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null;
        if (empty || request.getContentLengthLong() > limit || request.getHeader("Expect") != null) {
            return;
        }
        try {
            byte[] buffer = new byte[FIRST_BUFFER];
            InputStream stream = request.getInputStream();
            long left = limit;
            while (left > 0) {
                int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                left -= read;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The rest of a body could not be read: {}", e.getMessage());
        }
    }

    /** @throws ProblemException 413 {@code body-too-large} when the client says that its body is too long */
    static void requireAnnounced(HttpServletRequest request, long limit) {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
    }

    private static ProblemException tooLarge(long limit) {
        return ProblemException.of(CommonProblem.BODY_TOO_LARGE, limit).withHeader("Connection", "close");
    }
}
