package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/**
 * What all expressions of one piece of work, such as the writing of an entity, are evaluated over. They share what they
 * may cost, so that many are bounded as one is. For one thread.
 */
public final class Variables {

    /** Steps of one evaluation; each takes about a tenth of a microsecond, or 50 characters. */
    static final long MOST_STEPS = 100_000;

    /** Steps of all evaluations together. */
    static final long MOST_STEPS_OF_ALL = 1_000_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, JsonNode> values = new HashMap<>();
    private long left = MOST_STEPS_OF_ALL;
    private long leftAfter;

    /** @param values by name; JSON trees, which are seen as they are when they are asked for, or what can be made one */
    public Variables(Map<String, ?> values) {
        values.forEach((name, value) ->
                this.values.put(name, value instanceof JsonNode tree ? tree : MAPPER.valueToTree(value)));
    }

    /** Null for one that is not there. */
    JsonNode get(String name) {
        return values.get(name);
    }

    void begin() {
        leftAfter = Math.max(0, left - MOST_STEPS);
    }

    /** @throws ExpressionException when that is too much */
    void spend(long steps) {
        if (steps > left - leftAfter) {
            left = leftAfter;
            throw ExpressionException.beyondLimit(
                    left > 0 ? "is too much work" : "is too much work, together with the other expressions");
        }
        left -= steps;
    }
}
