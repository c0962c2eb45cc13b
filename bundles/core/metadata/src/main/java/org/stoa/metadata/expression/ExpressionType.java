package org.stoa.metadata.expression;

/** What a variable or a result of an expression is. */
public enum ExpressionType {
    BOOLEAN,
    /** Any JSON number: integers and fractions compare with one another. */
    NUMBER,
    TEXT,
    /** A date as text: {@code 2025-12-31}. */
    DATE,
    LIST,
    /** An object with members by name. */
    OBJECT,
    /** Any JSON value; checked when evaluated, not when compiled. */
    DYNAMIC
}
