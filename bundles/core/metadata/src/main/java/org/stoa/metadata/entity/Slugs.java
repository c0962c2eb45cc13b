package org.stoa.metadata.entity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/** Names as parts of addresses. */
final class Slugs {

    private static final int LONGEST = 80;
    private static final int DIGITS = 8;

    private Slugs() {}

    /** What is left of a name, and some digits of the id, so that equal names get along. */
    static String of(String name, UUID id) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replace("ß", "ss")
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String digits = id.toString().replace("-", "");
        String suffix = digits.substring(digits.length() - DIGITS);
        if (plain.isEmpty()) {
            return suffix;
        }
        String start = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-$", "");
        return start + "-" + suffix;
    }
}
