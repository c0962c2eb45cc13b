package org.stoa.rest.invoke;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.stoa.rest.json.Messages;
import org.stoa.rest.json.ScalarType;

/**
 * How the text of a path, query or header parameter becomes a value.
 *
 * @param missing what stands for a missing value: zero for primitives, null for the rest
 */
public record ParameterType<T>(ScalarType<T> scalar, T missing) {

    /** The value of a text; throws a RuntimeException when it has none. */
    public T parse(String text) {
        return scalar.parse().apply(text);
    }

    String description(Messages messages) {
        return scalar.description(messages);
    }

    /** The type of a class, or null when only the JAX-RS runtime could make one. */
    @SuppressWarnings("unchecked")
    public static <T> ParameterType<T> find(Class<T> type) {
        if (type == String.class) {
            return (ParameterType<T>) of(String.class, "string", List.of(), text -> text, null);
        }
        if (type == int.class || type == Integer.class) {
            Integer missing = type.isPrimitive() ? 0 : null;
            return (ParameterType<T>) of(
                    Integer.class,
                    "integer",
                    List.of(Integer.MIN_VALUE, Integer.MAX_VALUE),
                    Integer::parseInt,
                    missing);
        }
        if (type == long.class || type == Long.class) {
            Long missing = type.isPrimitive() ? 0L : null;
            return (ParameterType<T>)
                    of(Long.class, "integer", List.of(Long.MIN_VALUE, Long.MAX_VALUE), Long::parseLong, missing);
        }
        if (type == boolean.class || type == Boolean.class) {
            Boolean missing = type.isPrimitive() ? Boolean.FALSE : null;
            return (ParameterType<T>) of(Boolean.class, "boolean", List.of(), ParameterType::bool, missing);
        }
        if (type == BigDecimal.class) {
            return (ParameterType<T>)
                    of(BigDecimal.class, "decimal", List.of(ScalarType.MOST_DIGITS), ParameterType::decimal, null);
        }
        ScalarType<T> scalar = ScalarType.find(type);
        return scalar == null ? null : new ParameterType<>(scalar, null);
    }

    private static <V> ParameterType<V> of(
            Class<V> type, String key, List<Object> arguments, Function<String, V> parse, V missing) {
        return new ParameterType<>(new ScalarType<>(type, key, arguments, null, parse), missing);
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static BigDecimal decimal(String text) {
        BigDecimal number = new BigDecimal(text);
        if (!ScalarType.isReasonable(number)) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
