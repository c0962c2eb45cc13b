package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.ast.CelExpr;
import java.util.Map;

/** A compiled expression, for any number of threads at a time. */
public final class Expression {

    private final CelExpr tree;
    private final Source source;

    Expression(CelExpr tree, Source source) {
        this.tree = tree;
        this.source = source;
    }

    /**
     * Evaluates.
     *
     * @param variables a value for every variable that the expression names
     * @return the result, a tree of its own; JSON null when that is what the expression gives
     * @throws ExpressionException when the expression has no value for these variables, or is too much work
     */
    public JsonNode evaluate(Variables variables) {
        return new Evaluation(source, variables).run(tree);
    }

    /** The same, by itself. */
    public JsonNode evaluate(Map<String, ?> variables) {
        return evaluate(new Variables(variables));
    }
}
