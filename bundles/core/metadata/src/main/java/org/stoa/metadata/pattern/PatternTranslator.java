package org.stoa.metadata.pattern;

/** Translates a regular expression of ECMA-262 into one of RE2, and adds up how large it gets before RE2 builds it. */
final class PatternTranslator {
    private static final int MAXIMUM_DEPTH = 50;
    private static final int MAXIMUM_REPETITION = 1000;
    private static final String DOT = "[^\\n\\r\\x{2028}\\x{2029}]";

    private final PatternCursor cursor;
    private final StringBuilder target = new StringBuilder();

    PatternTranslator(String source) {
        this.cursor = new PatternCursor(source);
    }

    String translate() {
        disjunction(0);
        if (cursor.more()) {
            throw cursor.failure("')' without '('");
        }
        return target.toString();
    }

    /** @return its size */
    private long disjunction(int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw cursor.failure("groups are nested deeper than " + MAXIMUM_DEPTH);
        }
        long size = alternative(depth);
        while (cursor.take('|')) {
            target.append('|');
            size = checked(size + 1 + alternative(depth));
        }
        return size;
    }

    private long alternative(int depth) {
        long size = 0;
        while (cursor.more() && !cursor.sees('|') && !cursor.sees(')')) {
            size = checked(size + term(depth));
        }
        return size;
    }

    private long term(int depth) {
        int c = cursor.next();
        return switch (c) {
            case '^', '$' -> {
                target.append((char) c);
                yield assertion();
            }
            case '(' -> group(depth);
            case '*', '+', '?' -> throw cursor.failure("nothing to repeat before '" + (char) c + "'");
            case '.' -> {
                target.append(DOT);
                yield repeated(1);
            }
            case '[' -> {
                new CharacterClass(cursor).appendTo(target);
                yield repeated(1);
            }
            case '\\' -> escape();
            default -> {
                EscapeSequence.appendLiteral(target, c);
                yield repeated(1);
            }
        };
    }

    private long assertion() {
        if (cursor.sees('*') || cursor.sees('+') || cursor.sees('?')) {
            throw cursor.failure("nothing to repeat");
        }
        return 1;
    }

    private long escape() {
        if (cursor.take('b')) {
            target.append("\\b");
            return assertion();
        }
        if (cursor.take('B')) {
            target.append("\\B");
            return assertion();
        }
        EscapeSequence.read(cursor).appendTo(target);
        return repeated(1);
    }

    private long group(int depth) {
        // Nothing looks at what a group caught, so none catches.
        if (!cursor.take('?')) {
            target.append("(?:");
        } else if (cursor.take(':')) {
            target.append("(?:");
        } else if (cursor.take('=') || cursor.take('!')) {
            throw cursor.failure("look-ahead is not supported");
        } else if (cursor.take('<')) {
            groupName();
            target.append("(?:");
        } else {
            flags();
        }
        long size = disjunction(depth + 1);
        if (!cursor.take(')')) {
            throw cursor.failure("'(' without ')'");
        }
        target.append(')');
        return repeated(size);
    }

    private void groupName() {
        if (cursor.sees('=') || cursor.sees('!')) {
            throw cursor.failure("look-behind is not supported");
        }
        String name = cursor.until('>');
        if (name.isEmpty() || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
            throw cursor.failure("'" + name + "' cannot name a group");
        }
    }

    private void flags() {
        target.append("(?");
        int count = 0;
        while (cursor.sees('i') || cursor.sees('m') || cursor.sees('s')) {
            target.append((char) cursor.next());
            count++;
        }
        if (count == 0 || !cursor.take(':')) {
            throw cursor.failure("unknown kind of group; flags are written (?i:...)");
        }
        target.append(':');
    }

    /** Reads the quantifier that may follow. */
    private long repeated(long size) {
        int[] bounds = quantifier();
        if (bounds.length == 0) {
            return size;
        }
        // Lazy or not finds the same texts.
        cursor.take('?');
        if (cursor.sees('*') || cursor.sees('+') || cursor.sees('?')) {
            throw cursor.failure("nothing to repeat");
        }
        long choice = bounds[0] == bounds[1] ? 0 : 1;
        return checked((size + choice) * Math.max(1, Math.max(bounds[0], bounds[1])));
    }

    private int[] quantifier() {
        if (cursor.take('*')) {
            target.append('*');
            return new int[] {0, -1};
        }
        if (cursor.take('+')) {
            target.append('+');
            return new int[] {1, -1};
        }
        if (cursor.take('?')) {
            target.append('?');
            return new int[] {0, 1};
        }
        int[] bounds = cursor.bounds();
        if (bounds.length > 0) {
            if (bounds[0] > MAXIMUM_REPETITION || bounds[1] > MAXIMUM_REPETITION) {
                throw cursor.failure("repeats more than " + MAXIMUM_REPETITION + " times");
            }
            target.append('{').append(bounds[0]);
            if (bounds[1] < 0) {
                target.append(",}");
            } else if (bounds[1] < bounds[0]) {
                throw cursor.failure("repeats at least " + bounds[0] + " and at most " + bounds[1] + " times");
            } else {
                target.append(',').append(bounds[1]).append('}');
            }
        }
        return bounds;
    }

    private long checked(long size) {
        if (size > LinearPattern.MAXIMUM_SIZE) {
            throw cursor.failure("is too large: repetitions multiply to more than " + LinearPattern.MAXIMUM_SIZE);
        }
        return size;
    }
}
