package org.stoa.metadata.pattern;

import java.util.Map;

/**
 * What follows a backslash: one character, or a set of them.
 *
 * @param character code point, or -1 for a set
 * @param members of the set, as they are written within brackets in RE2
 */
record EscapeSequence(int character, String members) {
    private static final String SPACE =
            "\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}" + "\\x{3000}\\x{feff}";
    private static final String NO_SPACE = "\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
            + "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}"
            + "\\x{ff00}-\\x{10ffff}";
    private static final Map<Integer, Integer> CONTROLS =
            Map.of((int) 't', 9, (int) 'n', 10, (int) 'v', 11, (int) 'f', 12, (int) 'r', 13);

    private static EscapeSequence of(int character) {
        return new EscapeSequence(character, "");
    }

    private static EscapeSequence of(String members) {
        return new EscapeSequence(-1, members);
    }

    /** Reads what is behind the backslash. */
    static EscapeSequence read(PatternCursor cursor) {
        int c = cursor.next();
        return switch (c) {
            case 'd', 'D', 'w', 'W' -> of("\\" + (char) c);
            case 's' -> of(SPACE);
            case 'S' -> of(NO_SPACE);
            case 'p', 'P' -> of(UnicodeProperty.read(cursor, c == 'P'));
            case 't', 'n', 'v', 'f', 'r' -> of(CONTROLS.get(c));
            case 'c' -> of(control(cursor));
            case 'x' -> of(cursor.hexadecimal(2));
            case 'u' -> of(unicode(cursor));
            case '0' -> of(0);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' ->
                throw cursor.failure("back-references are not supported");
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw cursor.failure("unknown escape \\" + Character.toString(c));
                }
                yield of(c);
            }
        };
    }

    private static int control(PatternCursor cursor) {
        int letter = cursor.next();
        if (letter > 'z' || !Character.isLetter(letter)) {
            throw cursor.failure("\\c wants a letter");
        }
        return letter % 32;
    }

    private static int unicode(PatternCursor cursor) {
        if (cursor.take('{')) {
            int c = cursor.hexadecimal(cursor.until('}'));
            if (c > Character.MAX_CODE_POINT) {
                throw cursor.failure("no such character");
            }
            return c;
        }
        int c = cursor.hexadecimal(4);
        if (Character.isHighSurrogate((char) c)) {
            int low = cursor.lowSurrogate();
            return low < 0 ? c : Character.toCodePoint((char) c, (char) low);
        }
        return c;
    }

    boolean isSet() {
        return character < 0;
    }

    /** Outside brackets. */
    void appendTo(StringBuilder target) {
        if (isSet()) {
            target.append('[').append(members).append(']');
        } else {
            appendLiteral(target, character);
        }
    }

    static void appendLiteral(StringBuilder target, int c) {
        if (c < 128 && Character.isLetterOrDigit(c) || c == ' ') {
            target.append((char) c);
        } else {
            target.append("\\x{").append(Integer.toHexString(c)).append('}');
        }
    }
}
