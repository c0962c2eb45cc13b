package org.stoa.api.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The precondition of an update: the version that the client last read (RFC 9110, section 13.1.1). Of an ETag only the
 * version counts, as in {@code "3-5d41402abc4b2a76"}; {@code "3"} says the same.
 */
public final class IfMatch {

    private static final Pattern ENTITY_TAG = Pattern.compile("\\s*\"([0-9]{1,18})(?:-[0-9a-f]{1,64})?\"\\s*");

    private IfMatch() {}

    /**
     * The version in an {@code If-Match} header.
     *
     * @param header value of the header, or null when the client sent none
     * @throws ProblemException 428 {@code precondition-required} without a header; 412 {@code precondition-failed} for
     *     anything that is not an ETag of ours ({@code *} and weak tags included: they would not prevent a lost update)
     */
    public static long version(String header) {
        if (header == null || header.isBlank()) {
            throw ProblemException.of(CommonProblem.PRECONDITION_REQUIRED);
        }
        Matcher matcher = ENTITY_TAG.matcher(header);
        if (!matcher.matches()) {
            throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
        }
        return Long.parseLong(matcher.group(1));
    }
}
