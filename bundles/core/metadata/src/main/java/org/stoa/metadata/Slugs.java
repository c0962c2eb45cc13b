package org.stoa.metadata;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that stand in addresses: lower-case letters and digits, joined by single hyphens. */
public final class Slugs {

    /** Most characters. */
    public static final int LONGEST = 100;

    /** Form of a slug of Latin letters. Its length comes first: on a long text the group would overflow the stack. */
    public static final String FORM = "(?=.{1," + LONGEST + "}$)[a-z0-9]+(-[a-z0-9]+)*";

    /** What a slug must be, in words. */
    public static final String RULE = "must be at most " + LONGEST + " lower-case letters, digits and inner hyphens";

    private static final Pattern SLUG = Pattern.compile(FORM);
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    private Slugs() {}

    /** Whether a text is a slug. */
    public static boolean isSlug(String text) {
        return text != null && text.length() <= LONGEST && SLUG.matcher(text).matches();
    }

    /** A slug made of a name; empty when the name has no letter that could be written in Latin ones. */
    public static String of(String name) {
        String plain = name.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("ø", "o")
                .replace("ł", "l");
        String latin =
                MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
        String joined = OTHERS.matcher(latin).replaceAll("-");
        String cut = joined.length() > LONGEST ? joined.substring(0, LONGEST) : joined;
        return strip(cut);
    }

    /**
     * A slug made of a name in several languages: of the English one if possible, else of the first that gives one.
     *
     * @param names language to name
     * @return empty when none gives one
     */
    public static String of(Map<String, String> names) {
        return Stream.concat(Stream.ofNullable(names.get("en")), names.values().stream())
                .filter(Objects::nonNull)
                .map(Slugs::of)
                .filter(slug -> !slug.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String strip(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = text.endsWith("-") && text.length() > start ? text.length() - 1 : text.length();
        return text.substring(start, end);
    }
}
