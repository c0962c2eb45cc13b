package org.stoa.metadata.tag;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A tag as entities have it: {@code season:summer}, of the set {@code season}. */
public record TagName(String tagSet, String slug) {

    static final int LONGEST = 60;
    static final String RULE =
            "must be at most " + LONGEST + " small letters and digits, of any script, and inner hyphens";

    private static final Pattern SLUG = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(-[\\p{L}\\p{M}\\p{N}]+)*");
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Reads what {@link #toString} has written. */
    public static TagName parse(String text) {
        int colon = text.indexOf(':');
        return new TagName(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether a text can be the slug of a tag as it is. */
    static boolean isSlug(String text) {
        return text != null
                && text.length() <= LONGEST
                && SLUG.matcher(text).matches()
                && text.equals(normalized(text));
    }

    /** The slug for a text that somebody typed; empty when it has no letter or digit. */
    static String slugOf(String text) {
        String joined = GAP.matcher(normalized(text)).replaceAll("-");
        int start = joined.startsWith("-") ? 1 : 0;
        int end = joined.endsWith("-") && joined.length() > start ? joined.length() - 1 : joined.length();
        return joined.substring(start, end);
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return tagSet + ":" + slug;
    }
}
