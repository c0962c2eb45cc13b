package org.stoa.rest.json;

/** Checks on text that a client sent. */
final class Text {

    private Text() {}

    /** Whether a text can be stored: no NUL, which PostgreSQL refuses, and no half of a surrogate pair. */
    static boolean isStorable(String text) {
        return text.indexOf(0) < 0 && isWhole(text);
    }

    /** Whether no half of a surrogate pair is in a text. */
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** The text with a question mark in place of whatever cannot be shown safely. */
    static String printable(String text) {
        StringBuilder printable = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                if (printable == null) {
                    printable = new StringBuilder(text);
                }
                printable.setCharAt(i, '?');
            }
        }
        return printable == null ? text : printable.toString();
    }
}
