package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;
import org.stoa.api.rest.ProblemException;

/** Expressions over {@code data} and {@code today}, 2026-03-01. */
final class Evaluated {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ExpressionCompiler UNTYPED = ExpressionCompiler.untyped(Set.of("data", "today"));

    private Evaluated() {}

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The result as JSON. */
    static String of(String expression, String data) {
        return of(expression, json(data));
    }

    static String of(String expression, JsonNode data) {
        return UNTYPED.compile(expression, ExpressionResult.ANY)
                .evaluate(Map.of("data", data, "today", "2026-03-01"))
                .toString();
    }

    static String of(String expression) {
        return of(expression, "{}");
    }

    /** Why there is no result. */
    static String failure(String expression, String data) {
        return failure(expression, json(data));
    }

    static String failure(String expression, JsonNode data) {
        return catchThrowableOfType(ExpressionException.class, () -> of(expression, data))
                .description();
    }

    static String failure(String expression) {
        return failure(expression, "{}");
    }

    /** Why it does not compile. */
    static String refusal(String expression) {
        return refusal(UNTYPED, expression, ExpressionResult.ANY);
    }

    static String refusal(ExpressionCompiler compiler, String expression, ExpressionResult result) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> compiler.compile(expression, result));
        return problem == null ? "compiles" : String.valueOf(problem.arguments()[0]);
    }
}
