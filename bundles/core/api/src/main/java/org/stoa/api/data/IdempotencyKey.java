package org.stoa.api.data;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The {@code Idempotency-Key} of one request. Each {@link Database#write} of the request stores its result under the
 * key in its own transaction; a repeated request gets those results back instead of doing the work again. Results must
 * therefore survive a round trip through JSON: records of values do.
 */
public final class IdempotencyKey {

    /** Longest accepted key, in characters. */
    public static final int MAX_LENGTH = 255;

    private final String key;
    private final String fingerprint;
    private final AtomicInteger writes = new AtomicInteger();

    /**
     * @param key what the client sent, 1 to 255 visible ASCII characters
     * @param fingerprint digest of method, path and body; a key that comes back with another fingerprint is refused
     */
    public IdempotencyKey(String key, String fingerprint) {
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /** What the client sent. */
    public String key() {
        return key;
    }

    /** Digest of method, path and body. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Number of the next write of this request, from 0. Called by the data bundle. */
    public int nextWrite() {
        return writes.getAndIncrement();
    }
}
