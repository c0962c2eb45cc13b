package org.stoa.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * Reads one kind of scalar and nothing else: no number from a string, no string from a number. What does not fit is
 * remembered in {@link MappingErrors}, and the mapping goes on.
 */
final class StrictDeserializer<T> extends StdScalarDeserializer<T> implements ContextualDeserializer {

    private static final long serialVersionUID = 1L;

    private final transient Reader<T> reader;
    private final transient Function<Messages, String> expected;
    private final T absent;
    private final String property;

    /** Reads the value that the parser stands at; throws a RuntimeException or returns null when it is another kind. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /**
     * @param expected says what the value must be
     * @param absent what stands for a missing value of a primitive type; null where null is a value
     */
    StrictDeserializer(Class<?> type, Reader<T> reader, Function<Messages, String> expected, T absent) {
        this(type, reader, expected, absent, null);
    }

    private StrictDeserializer(
            Class<?> type, Reader<T> reader, Function<Messages, String> expected, T absent, String property) {
        super(type);
        this.reader = reader;
        this.expected = expected;
        this.absent = absent;
        this.property = property;
    }

    static StrictDeserializer<String> string() {
        return new StrictDeserializer<>(
                String.class,
                parser -> parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : null,
                messages -> messages.get("string"),
                null);
    }

    static <T> StrictDeserializer<T> scalar(ScalarType<T> type) {
        return new StrictDeserializer<>(
                type.type(),
                parser -> parser.hasToken(JsonToken.VALUE_STRING) ? type.parse().apply(parser.getText()) : null,
                type::description,
                null);
    }

    static StrictDeserializer<Boolean> bool(Class<?> type) {
        return new StrictDeserializer<>(
                type,
                parser -> parser.currentToken().isBoolean() ? parser.getBooleanValue() : null,
                messages -> messages.get("boolean"),
                type.isPrimitive() ? Boolean.FALSE : null);
    }

    /** @param change from a number that lies in the range */
    static <T> StrictDeserializer<T> integer(Class<?> type, long from, long to, Function<Long, T> change) {
        return new StrictDeserializer<>(
                type,
                parser -> {
                    if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                            || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                        return null;
                    }
                    long number = parser.getLongValue();
                    return number < from || number > to ? null : change.apply(number);
                },
                messages -> messages.get("integer", from, to),
                type.isPrimitive() ? change.apply(0L) : null);
    }

    static StrictDeserializer<BigInteger> bigInteger() {
        return new StrictDeserializer<>(
                BigInteger.class,
                parser -> parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? parser.getBigIntegerValue() : null,
                messages -> messages.get("decimal", ScalarType.MOST_DIGITS),
                null);
    }

    /** @param change returns null for what the type cannot hold */
    static <T> StrictDeserializer<T> decimal(Class<?> type, Function<BigDecimal, T> change) {
        return new StrictDeserializer<>(
                type,
                parser -> {
                    if (!parser.currentToken().isNumeric()) {
                        return null;
                    }
                    BigDecimal number = parser.getDecimalValue();
                    return ScalarType.isReasonable(number) ? change.apply(number) : null;
                },
                messages -> messages.get("decimal", ScalarType.MOST_DIGITS),
                type.isPrimitive() ? change.apply(BigDecimal.ZERO) : null);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty target) {
        return absent == null || target == null
                ? this
                : new StrictDeserializer<>(handledType(), reader, expected, absent, target.getName());
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        T value = null;
        try {
            value = reader.read(parser);
        } catch (RuntimeException e) {
            // what the value must be is said below, whatever was wrong with it
            value = null;
        }
        if (value != null) {
            return value;
        }
        MappingErrors errors = MappingErrors.of(context);
        errors.add(FieldPath.current(parser), expected.apply(errors.messages()));
        parser.skipChildren();
        return absent;
    }

    @Override
    public T getNullValue(DeserializationContext context) {
        if (absent != null) {
            MappingErrors errors = MappingErrors.of(context);
            errors.add(FieldPath.current(context.getParser()), errors.messages().get("null"));
        }
        return absent;
    }

    /** Asked for at the end of the object that lacks the value. */
    @Override
    public Object getAbsentValue(DeserializationContext context) {
        if (absent != null) {
            MappingErrors errors = MappingErrors.of(context);
            String parent = FieldPath.current(context.getParser());
            errors.add(FieldPath.member(parent, property), errors.messages().get("required"));
        }
        return absent;
    }
}
