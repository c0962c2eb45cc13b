package org.stoa.metadata.pattern;

/** Translates what is in brackets; the opening one has been read. */
final class CharacterClass {
    private static final String EVERYTHING = "\\x{0}-\\x{10ffff}";

    private final PatternCursor cursor;
    private final StringBuilder members = new StringBuilder();

    CharacterClass(PatternCursor cursor) {
        this.cursor = cursor;
    }

    void appendTo(StringBuilder target) {
        boolean negated = cursor.take('^');
        while (!cursor.take(']')) {
            if (!cursor.more()) {
                throw cursor.failure("'[' without ']'");
            }
            range(atom());
        }
        boolean empty = members.isEmpty();
        target.append(negated != empty ? "[^" : "[")
                .append(empty ? EVERYTHING : members)
                .append(']');
    }

    private EscapeSequence atom() {
        int c = cursor.next();
        if (c != '\\') {
            return new EscapeSequence(c, "");
        }
        return cursor.take('b') ? new EscapeSequence('\b', "") : EscapeSequence.read(cursor);
    }

    private void range(EscapeSequence from) {
        if (!cursor.take('-')) {
            append(from);
            return;
        }
        if (cursor.sees(']')) {
            append(from);
            EscapeSequence.appendLiteral(members, '-');
            return;
        }
        EscapeSequence to = atom();
        if (from.isSet() || to.isSet()) {
            append(from);
            EscapeSequence.appendLiteral(members, '-');
            append(to);
            return;
        }
        if (from.character() > to.character()) {
            throw cursor.failure("the range is the wrong way round");
        }
        append(from);
        members.append('-');
        append(to);
    }

    private void append(EscapeSequence atom) {
        if (atom.isSet()) {
            members.append(atom.members());
        } else {
            EscapeSequence.appendLiteral(members, atom.character());
        }
    }
}
