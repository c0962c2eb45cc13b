package org.stoa.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;

/** Remembers what does not fit a record and lets the mapping go on, to find the rest. */
final class CollectingProblemHandler extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        MappingErrors errors = MappingErrors.of(context);
        errors.add(unknownPath(context, parser, name), errors.messages().get("unknown"));
        parser.skipChildren();
        return true;
    }

    @Override
    public Object handleUnexpectedToken(
            DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String reason)
            throws IOException {
        return refused(context, target, parser);
    }

    @Override
    public Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> target,
            ValueInstantiator instantiator,
            JsonParser parser,
            String reason)
            throws IOException {
        return refused(context, context.constructType(target), parser);
    }

    @Override
    public Object handleWeirdKey(DeserializationContext context, Class<?> target, String key, String reason) {
        MappingErrors errors = MappingErrors.of(context);
        ScalarType<?> type = ScalarType.find(target);
        String message = type == null ? errors.messages().get("invalid") : type.description(errors.messages());
        errors.add(FieldPath.current(context.getParser()), message);
        return null;
    }

    /** A record that refuses its components says why in an IllegalArgumentException, meant for the caller. */
    @Override
    public Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, Object argument, Throwable failure) {
        MappingErrors errors = MappingErrors.of(context);
        String path = FieldPath.of(context.getParser().getParsingContext());
        if (errors.covers(path) || errors.hasUnder(path)) {
            return null;
        }
        String message = reason(failure);
        if (message == null || message.isBlank()) {
            errors.add(path, errors.messages().get("invalid"));
            return null;
        }
        int space = message.indexOf(' ');
        String first = space < 0 ? message : message.substring(0, space);
        if (space > 0 && hasComponent(type, first)) {
            errors.add(FieldPath.member(path, first), Text.printable(message.substring(space + 1)));
        } else {
            errors.add(path, Text.printable(message));
        }
        return null;
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                return cause.getMessage();
            }
        }
        return null;
    }

    private static Object refused(DeserializationContext context, JavaType target, JsonParser parser)
            throws IOException {
        MappingErrors errors = MappingErrors.of(context);
        String key = target.isArrayType() || target.isCollectionLikeType() ? "array" : "object";
        errors.add(FieldPath.current(parser), errors.messages().get(key));
        parser.skipChildren();
        return null;
    }

    /**
     * Jackson keeps unknown members of a record aside until its end, and hands them over from a parser that no longer
     * knows where they were; the real parser then stands at the end of the record.
     */
    private static String unknownPath(DeserializationContext context, JsonParser parser, String name) {
        JsonParser real = context.getParser();
        return parser == real
                ? FieldPath.current(parser)
                : FieldPath.member(FieldPath.of(real.getParsingContext()), name);
    }

    private static boolean hasComponent(Class<?> type, String name) {
        if (!type.isRecord()) {
            return false;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
