package org.stoa.metadata.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** What an expression must give, as far as that is known before it is evaluated. */
public enum ExpressionResult {
    TRUTH(SimpleType.BOOL, "true or false"),
    NUMBER(SimpleType.DOUBLE, "a number"),
    TEXT(SimpleType.STRING, "a text"),
    ANY(SimpleType.DYN, "a value");

    private final CelType type;
    private final String shown;

    ExpressionResult(CelType type, String shown) {
        this.type = type;
        this.shown = shown;
    }

    String shown() {
        return shown;
    }

    boolean accepts(CelType given) {
        return type.isAssignableFrom(given) || given.isAssignableFrom(type) || given.equals(SimpleType.NULL_TYPE);
    }
}
