package org.stoa.api.data;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/**
 * Which part of a list is asked for. Lists are ordered by id (that is, by time of creation), newest first, and paged by
 * keyset: {@code WHERE (#{page.after}::uuid IS NULL OR id < #{page.after}) ORDER BY id DESC LIMIT #{page.fetch}}.
 *
 * @param limit how many items, 1 to {@value #MAX_LIMIT}
 * @param after id of the last item of the page before, or null for the first page
 */
public record PageRequest(int limit, UUID after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 100;

    /** The first page of the default size. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, null);
    }

    /**
     * Reads the query parameters of a list operation.
     *
     * @param limit text of {@code limit}, or null
     * @param cursor text of {@code cursor}, or null
     * @throws ProblemException 400 {@code invalid-request} that names the parameter
     */
    public static PageRequest parse(String limit, String cursor) {
        return new PageRequest(parseLimit(limit), parseCursor(cursor));
    }

    /** Number of rows to fetch: one more than the limit tells whether there is another page. */
    public int fetch() {
        return limit + 1;
    }

    /** The opaque cursor that asks for what follows {@code last}. */
    static String cursorAfter(UUID last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static int parseLimit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, together with numbers out of range
        }
        throw ProblemException.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }

    private static UUID parseCursor(String text) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(CommonProblem.INVALID_REQUEST, "cursor is not one that this list returned")
                    .withField("cursor", "must be the nextCursor of the page before");
        }
    }
}
