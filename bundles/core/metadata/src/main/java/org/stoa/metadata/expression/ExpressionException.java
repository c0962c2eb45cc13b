package org.stoa.metadata.expression;

/** An expression that compiled but has no value for the data it was given, such as one that asks for a missing member. */
public final class ExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final boolean beyondLimit;

    private ExpressionException(int line, int column, String message, boolean beyondLimit) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
        this.beyondLimit = beyondLimit;
    }

    /** @param message never with a value of the data, which not everybody who reads the message may see */
    ExpressionException(String message) {
        this(0, 0, message, false);
    }

    static ExpressionException beyondLimit(String message) {
        return new ExpressionException(0, 0, message, true);
    }

    ExpressionException at(int knownLine, int knownColumn) {
        return line > 0 ? this : new ExpressionException(knownLine, knownColumn, getMessage(), beyondLimit);
    }

    /** From 1; 0 when it is not known. */
    public int line() {
        return line;
    }

    /** In characters, from 1; 0 when it is not known. */
    public int column() {
        return column;
    }

    /** Whether it took more work or memory than expressions may take. */
    public boolean isBeyondLimit() {
        return beyondLimit;
    }

    /** {@code <line>:<column> <what is wrong>}, for the author of the expression. */
    public String description() {
        return line > 0 ? line + ":" + column + " " + getMessage() : getMessage();
    }
}
