package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;

/** A compiled expression, for any number of threads at a time. */
public final class Expression {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final CelRuntime.Program program;

    Expression(CelRuntime.Program program) {
        this.program = program;
    }

    /**
     * Evaluates.
     *
     * @param variables a value for every variable of the scope: JSON trees, or text, numbers, booleans, lists and maps
     * @return the result; JSON null when that is what the expression gives
     * @throws ExpressionException when the expression has no value for these variables
     */
    public JsonNode evaluate(Map<String, ?> variables) {
        Map<String, Object> values = new HashMap<>();
        variables.forEach((name, value) -> values.put(name, MAPPER.convertValue(value, Object.class)));
        try {
            return MAPPER.valueToTree(program.eval(values));
        } catch (CelEvaluationException e) {
            throw new ExpressionException(0, 0, e.getMessage());
        }
    }
}
