package org.stoa.rest.call;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The language a caller prefers ({@code Accept-Language}, RFC 9110, section 12.5.4). */
final class Languages {

    private static final int LONGEST = 200;
    private static final int MOST = 500;

    private final Map<String, Locale> known = new ConcurrentHashMap<>();

    /** The language wanted most, English when none is named or the header makes no sense. */
    Locale of(String header) {
        if (header == null || header.length() > LONGEST) {
            return Locale.ENGLISH;
        }
        Locale locale = known.get(header);
        if (locale == null) {
            locale = parse(header);
            if (known.size() < MOST) {
                known.put(header, locale);
            }
        }
        return locale;
    }

    private static Locale parse(String header) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            return ranges.stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().startsWith("*"))
                    .findFirst()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
