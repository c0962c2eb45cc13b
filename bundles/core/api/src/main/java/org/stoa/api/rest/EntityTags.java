package org.stoa.api.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags (RFC 9110, section 8.8.3) of what has no {@linkplain Versioned version}, because many things make it. */
public final class EntityTags {

    private static final int DIGEST_BYTES = 16;

    private EntityTags() {}

    /** A strong tag that is the same for the same content, in quotation marks. */
    public static String of(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Whether a client has what the tag stands for.
     *
     * @param ifNoneMatch value of the header If-None-Match, or null
     */
    public static boolean isKnown(String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",")) {
            String known = candidate.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
