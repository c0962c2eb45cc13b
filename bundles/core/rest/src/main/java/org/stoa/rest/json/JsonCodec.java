package org.stoa.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;

/**
 * Reads and writes the JSON of one bundle. What is read is exactly what the record declares: unknown and duplicate
 * members, other types, more text after the value, and violated constraints are refused, all of them at once where the
 * syntax allows it.
 */
public final class JsonCodec implements AutoCloseable {

    private final ObjectMapper mapper;
    private final Constraints constraints;

    /**
     * @param loader class loader of the bundle
     * @param bodyLimit largest body, in bytes
     */
    public JsonCodec(ClassLoader loader, int bodyLimit) {
        this.mapper = StrictMapper.create(loader, bodyLimit);
        this.constraints = new Constraints(loader);
    }

    /** The mapper itself, for writing and for describing types. */
    public ObjectMapper mapper() {
        return mapper;
    }

    /** Reads bodies of a type; made once for each operation. */
    public ObjectReader readerFor(Type type) {
        return mapper.readerFor(mapper.constructType(type));
    }

    /**
     * Reads and validates a body.
     *
     * @throws ProblemException 400 {@code malformed-json} that names line and column, or 400 {@code invalid-request}
     *     that names the fields
     */
    public Object read(ObjectReader reader, byte[] body, Locale locale) throws IOException {
        Messages messages = Messages.in(locale);
        requireText(body, messages, Unstored.members(reader.getValueType().getRawClass()));
        try (JsonParser parser = reader.createParser(body)) {
            return read(reader, parser, messages);
        }
    }

    /** Reads a merge patch; it is validated when it is applied. */
    public MergePatch readPatch(byte[] body, Locale locale) throws IOException {
        Messages messages = Messages.in(locale);
        requireText(body, messages, Set.of());
        ObjectReader reader = mapper.reader();
        try (JsonParser parser = reader.createParser(body)) {
            JsonNode patch = reader.readTree(parser);
            requireEnd(parser, messages);
            return new JsonMergePatch(patch, this, messages);
        } catch (JsonProcessingException e) {
            throw problem(e, new MappingErrors(messages));
        }
    }

    /** Why no body of a type could be read, in the words of its author; null when one can. */
    public String problemOf(Type type) {
        try {
            DefaultDeserializationContext blueprint =
                    (DefaultDeserializationContext) mapper.getDeserializationContext();
            JsonDeserializer<Object> found = blueprint
                    .createDummyInstance(mapper.getDeserializationConfig())
                    .findRootValueDeserializer(mapper.constructType(type));
            return found instanceof AbstractDeserializer ? "it is abstract" : null;
        } catch (JsonMappingException e) {
            return e.getOriginalMessage();
        }
    }

    /** The value as UTF-8. */
    public byte[] write(Object value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }

    /** Positions of the method's parameters that carry constraints. */
    public Set<Integer> constrainedParameters(Method method) {
        return constraints.constrainedParameters(method);
    }

    /**
     * Checks the arguments of a call.
     *
     * @param names of the parameters as clients know them; null for those that are checked elsewhere
     * @throws ProblemException 400 {@code invalid-request} that names the parameters
     */
    public void checkArguments(Object resource, Method method, Object[] arguments, String[] names, Locale locale) {
        List<FieldError> errors = constraints.check(resource, method, arguments, names, locale);
        if (!errors.isEmpty()) {
            throw MappingErrors.problem(errors, Messages.in(locale));
        }
    }

    /** Lets go of the classes of the bundle. */
    @Override
    public void close() {
        constraints.close();
    }

    /** The value as the tree that its JSON is, raw JSON inside of it included. */
    JsonNode tree(Object value) {
        try {
            return mapper.readTree(mapper.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads and validates what a patch made of a record. */
    Object read(JavaType type, JsonNode patched, Messages messages) {
        ObjectReader reader = mapper.readerFor(type);
        try (JsonParser parser = mapper.treeAsTokens(patched)) {
            return read(reader, parser, messages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object read(ObjectReader reader, JsonParser parser, Messages messages) throws IOException {
        MappingErrors errors = new MappingErrors(messages);
        Object value;
        try {
            value = reader.withAttribute(MappingErrors.ATTRIBUTE, errors).readValue(parser);
            requireEnd(parser, messages);
        } catch (JsonProcessingException e) {
            throw problem(e, errors);
        }
        if (value == null) {
            errors.add(FieldPath.BODY, messages.get("null"));
        } else {
            validate(value, errors);
        }
        if (!errors.isEmpty()) {
            throw errors.problem();
        }
        return value;
    }

    private void validate(Object value, MappingErrors errors) {
        MappingErrors unmapped = errors.copy();
        for (FieldError error : constraints.check(value, errors.messages().locale())) {
            if (!unmapped.covers(error.field()) && !unmapped.hasUnder(error.field())) {
                errors.add(error.field(), error.message());
            }
        }
    }

    private void requireText(byte[] body, Messages messages, Set<String> unstored) throws IOException {
        if (isBlank(body)) {
            throw ProblemException.of(CommonProblem.INVALID_REQUEST, messages.get("body.required"))
                    .withField(FieldPath.BODY, messages.get("required"));
        }
        try {
            JsonText.require(body, mapper.getFactory(), messages, unstored);
        } catch (JsonProcessingException e) {
            throw problem(e, new MappingErrors(messages));
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private static void requireEnd(JsonParser parser, Messages messages) throws IOException {
        if (parser.nextToken() != null) {
            throw JsonText.malformed("trailing", parser.currentTokenLocation(), messages);
        }
    }

    /** What a failure of the parser or mapper means to the caller; nothing of its own message is passed on. */
    private static ProblemException problem(JsonProcessingException failure, MappingErrors errors) {
        Messages messages = errors.messages();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof StreamConstraintsException) {
                return ProblemException.of(
                        CommonProblem.MALFORMED_JSON,
                        messages.get(
                                "limits",
                                StrictMapper.DEEPEST,
                                StrictMapper.LONGEST_NAME,
                                StrictMapper.LONGEST_NUMBER));
            }
            if (cause instanceof StreamReadException syntax) {
                return syntaxProblem(syntax, errors);
            }
        }
        if (failure instanceof JsonMappingException mapping) {
            errors.add(FieldPath.of(mapping), expected(mapping, messages));
            return errors.problem();
        }
        return ProblemException.of(CommonProblem.MALFORMED_JSON, messages.get("malformed", 1, 1));
    }

    private static ProblemException syntaxProblem(StreamReadException failure, MappingErrors errors) {
        boolean duplicate = failure.getOriginalMessage().startsWith("Duplicate field");
        if (duplicate && failure.getProcessor() != null) {
            errors.add(
                    FieldPath.of(failure.getProcessor().getParsingContext()),
                    errors.messages().get("twice"));
            return errors.problem();
        }
        return JsonText.malformed("malformed", failure.getLocation(), errors.messages());
    }

    private static String expected(JsonMappingException failure, Messages messages) {
        Class<?> target = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (target == null) {
            return messages.get("invalid");
        }
        ScalarType<?> scalar = ScalarType.find(target);
        if (scalar != null) {
            return scalar.description(messages);
        }
        boolean list = target.isArray() || Iterable.class.isAssignableFrom(target);
        return messages.get(list ? "array" : "object");
    }
}
