package org.stoa.metadata.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;

/**
 * Where a page ended.
 *
 * @param tail whether among the entities that have no value to sort by, which come last
 * @param value what was sorted by, or null
 * @param id null at the begin of the tail
 */
record Position(boolean tail, String value, UUID id) {

    private static final char SEPARATOR = '\n';

    static Position beginOfTail() {
        return new Position(true, null, null);
    }

    /** An opaque text that holds for searches of the same order only. */
    String cursor(Sort sort) {
        String text = sort + "" + SEPARATOR + (tail ? "t" : "h") + SEPARATOR + (id == null ? "" : id) + SEPARATOR
                + (value == null ? "" : value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #cursor} has written.
     *
     * @throws ProblemException 400 {@code invalid-request} for anything else, also for that of another order
     */
    static Position of(String cursor, Sort sort) {
        if (cursor == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                    .split(String.valueOf(SEPARATOR), 4);
            if (parts.length == 4 && parts[0].equals(sort.toString())) {
                return new Position(
                        parts[1].equals("t"),
                        parts[3].isEmpty() ? null : parts[3],
                        parts[2].isEmpty() ? null : UUID.fromString(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw ProblemException.invalid("cursor", "must be the nextCursor of the page before, of the same sort");
    }
}
