package org.stoa.metadata.pattern;

/** Reads a pattern character by character, whole code points at a time. */
final class PatternCursor {
    private static final int NINE_DIGITS = 9;

    private final String source;
    private int position;

    PatternCursor(String source) {
        this.source = source;
    }

    boolean more() {
        return position < source.length();
    }

    boolean sees(char expected) {
        return more() && source.charAt(position) == expected;
    }

    boolean take(char expected) {
        if (!sees(expected)) {
            return false;
        }
        position++;
        return true;
    }

    int next() {
        if (!more()) {
            throw failure("ends too soon");
        }
        int c = source.codePointAt(position);
        position += Character.charCount(c);
        return c;
    }

    /** What is before the mark, which is passed. */
    String until(char mark) {
        int end = source.indexOf(mark, position);
        if (end < 0) {
            throw failure("'" + mark + "' is missing");
        }
        String text = source.substring(position, end);
        position = end + 1;
        return text;
    }

    /** This many hexadecimal digits. */
    int hexadecimal(int digits) {
        int end = position + digits;
        if (end > source.length()) {
            throw failure("ends within an escape");
        }
        int value = hexadecimal(source.substring(position, end));
        position = end;
        return value;
    }

    int hexadecimal(String digits) {
        if (digits.isEmpty()
                || digits.length() > 6
                || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw failure("'" + digits + "' is not hexadecimal");
        }
        return Integer.parseInt(digits, 16);
    }

    /** The low half of a surrogate pair written as an escape, or -1, and then nothing is read. */
    int lowSurrogate() {
        int start = position;
        if (take('\\') && take('u') && position + 4 <= source.length()) {
            int value = hexadecimal(4);
            if (value <= Character.MAX_VALUE && Character.isLowSurrogate((char) value)) {
                return value;
            }
        }
        position = start;
        return -1;
    }

    /** {@code {2}}, {@code {2,}} or {@code {2,3}} as least and most, -1 for no end; none of them: empty and nothing is read. */
    int[] bounds() {
        int start = position;
        if (take('{')) {
            int least = number();
            int most = least;
            if (take(',')) {
                most = sees('}') ? -1 : number();
                if (most < -1) {
                    least = -2;
                }
            }
            if (least >= 0 && take('}')) {
                return new int[] {least, most};
            }
        }
        position = start;
        return new int[0];
    }

    private int number() {
        int start = position;
        while (more() && source.charAt(position) >= '0' && source.charAt(position) <= '9') {
            position++;
        }
        if (start == position) {
            return -2;
        }
        return position - start > NINE_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(source.substring(start, position));
    }

    PatternException failure(String message) {
        return new PatternException("position " + position + ": " + message);
    }
}
