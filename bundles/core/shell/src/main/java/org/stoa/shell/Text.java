package org.stoa.shell;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/** Values as they stand in tables. */
final class Text {

    private static final String NOTHING = "-";

    private Text() {}

    /** UTC, to the second. */
    static String of(Instant instant) {
        return instant == null
                ? NOTHING
                : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String of(Collection<String> words) {
        return words.isEmpty() ? NOTHING : String.join(", ", words);
    }

    static String of(Object value) {
        return value == null || value.toString().isBlank() ? NOTHING : value.toString();
    }
}
