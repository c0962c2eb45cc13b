package org.stoa.rest.call;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Reads the {@code Idempotency-Key} of a POST and the fingerprint that tells one request from another. */
public final class Idempotency {

    private static final String HEADER = "Idempotency-Key";

    private Idempotency() {}

    /** Whether the request asks to be done once, however often it is sent. */
    public static boolean isWanted(ApiCall call) {
        return "POST".equals(call.method()) && call.request().getHeader(HEADER) != null;
    }

    /**
     * Puts the key into the context of an admitted call whose body was read.
     *
     * @throws ProblemException 400 {@code invalid-request} when it is not one key of 1 to 255 visible ASCII characters
     */
    public static void apply(ApiCall call) {
        CallContext context = call.context();
        IdempotencyKey key = new IdempotencyKey(key(call.request()), fingerprint(call));
        call.admitted(context.withIdempotencyKey(key));
    }

    private static String key(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HEADER);
        String key = headers.nextElement();
        boolean sound = !headers.hasMoreElements() && !key.isEmpty() && key.length() <= IdempotencyKey.MAX_LENGTH;
        for (int i = 0; sound && i < key.length(); i++) {
            sound = key.charAt(i) > 0x20 && key.charAt(i) < 0x7f;
        }
        if (!sound) {
            throw ProblemException.invalid(
                    HEADER, "must be one key of 1 to " + IdempotencyKey.MAX_LENGTH + " visible ASCII characters");
        }
        return key;
    }

    private static String fingerprint(ApiCall call) {
        HttpServletRequest request = call.request();
        String query = request.getQueryString();
        String line = request.getMethod() + ' ' + request.getRequestURI() + '?' + (query == null ? "" : query) + '\n';
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(call.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
