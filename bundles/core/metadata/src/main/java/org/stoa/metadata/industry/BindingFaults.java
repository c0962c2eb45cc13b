package org.stoa.metadata.industry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stoa.metadata.Documents;

/** Notes every member that does not fit while JSON is read into a record, and goes on with nothing in its place. */
final class BindingFaults extends DeserializationProblemHandler {

    private final Map<String, String> faults;

    /** @param faults JSON pointer to what is wrong there; the first of each place stays */
    BindingFaults(Map<String, String> faults) {
        this.faults = faults;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        Collection<Object> known = deserializer == null ? null : deserializer.getKnownPropertyNames();
        String members = known == null
                ? ""
                : "; there are "
                        + known.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new)).stream()
                                .collect(Collectors.joining(", "));
        return note(parser, "is not known here" + members) == null;
    }

    @Override
    public Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message)
            throws IOException {
        return note(parser, mustBe(type));
    }

    @Override
    public Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        return note(parser, mustBe(context.constructType(type)));
    }

    @Override
    public Object handleWeirdStringValue(DeserializationContext context, Class<?> type, String value, String message)
            throws IOException {
        return note(context.getParser(), mustBe(context.constructType(type)));
    }

    @Override
    public Object handleWeirdNumberValue(DeserializationContext context, Class<?> type, Number value, String message)
            throws IOException {
        return note(context.getParser(), mustBe(context.constructType(type)));
    }

    /** Notes what the handler is not asked about, after which nothing more is read. */
    void add(JsonMappingException failure) {
        String pointer = failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .reduce("", JsonValues::below);
        String message = failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? mustBe(TypeFactory.defaultInstance().constructType(mismatch.getTargetType()))
                : failure.getOriginalMessage();
        faults.putIfAbsent(pointer, message);
    }

    private Object note(JsonParser parser, String message) throws IOException {
        JsonStreamContext at = parser.getParsingContext();
        boolean entered =
                parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY;
        faults.putIfAbsent((entered ? at.getParent() : at).pathAsPointer().toString(), message);
        parser.skipChildren();
        return null;
    }

    private static String mustBe(JavaType type) {
        if (type.isEnumType()) {
            return "must be one of "
                    + Arrays.stream(type.getRawClass().getEnumConstants())
                            .map(constant -> Documents.tree(constant).asText())
                            .collect(Collectors.joining(", "));
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return "must be a list";
        }
        if (type.hasRawClass(String.class)) {
            return "must be a text";
        }
        if (type.hasRawClass(Boolean.class) || type.hasRawClass(boolean.class)) {
            return "must be true or false";
        }
        boolean number = type.isPrimitive() || type.isTypeOrSubTypeOf(Number.class);
        boolean object = type.isMapLikeType() || type.isRecordType();
        return number
                ? "must be a number"
                : object
                        ? "must be an object"
                        : "must be a " + type.getRawClass().getSimpleName();
    }
}
