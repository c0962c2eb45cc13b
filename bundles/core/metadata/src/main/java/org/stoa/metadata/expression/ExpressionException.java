package org.stoa.metadata.expression;

/** An expression that compiled but has no value for the data it was given, such as one that asks for a missing member. */
public final class ExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    ExpressionException(int line, int column, String message) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    /** From 1; 0 when it is not known. */
    public int line() {
        return line;
    }

    /** From 1; 0 when it is not known. */
    public int column() {
        return column;
    }
}
