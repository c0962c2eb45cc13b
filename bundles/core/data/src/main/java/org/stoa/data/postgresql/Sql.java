package org.stoa.data.postgresql;

/** Quoting for the few statements that PostgreSQL does not accept parameters in. */
public final class Sql {

    private Sql() {}

    /** {@code name} as a quoted identifier. */
    public static String identifier(String name) {
        return quoted(name, '"');
    }

    /** {@code text} as a string constant; relies on {@code standard_conforming_strings}, which is always on here. */
    public static String literal(String text) {
        return quoted(text, '\'');
    }

    private static String quoted(String text, char quote) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL text cannot contain the character NUL");
        }
        String mark = String.valueOf(quote);
        return mark + text.replace(mark, mark + mark) + mark;
    }
}
