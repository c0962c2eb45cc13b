package org.stoa.metadata.expression;

import java.util.Map;
import java.util.Objects;

/**
 * What an expression may name and what it must give.
 *
 * @param variables by name
 * @param result what it must evaluate to
 */
public record ExpressionScope(Map<String, ExpressionType> variables, ExpressionType result) {

    public ExpressionScope {
        variables = Map.copyOf(variables);
        Objects.requireNonNull(result, "result");
    }
}
