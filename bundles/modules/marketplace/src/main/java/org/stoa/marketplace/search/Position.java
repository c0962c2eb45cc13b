package org.stoa.marketplace.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;

/**
 * Where a page ended.
 *
 * @param values of the keys that were sorted by
 */
record Position(List<String> values, UUID id) {
    private static final String SEPARATOR = "\n";

    /** An opaque text that holds for searches of the same order only. */
    static String cursor(Sort sort, String sortValue, UUID id) {
        String text = sort.parameter() + SEPARATOR + id + SEPARATOR + sortValue;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #cursor} has written; null for the first page. */
    static Position of(String cursor, Sort sort) {
        if (cursor == null) {
            return null;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            List<String> values = Arrays.asList(parts).subList(Math.min(2, parts.length), parts.length);
            if (parts[0].equals(sort.parameter()) && sort.fits(values)) {
                return new Position(values, UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw ProblemException.invalid("cursor", "must be the nextCursor of the page before, of the same sort");
    }
}
