package org.stoa.metadata;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import org.stoa.api.data.Json;

/** JSON between the text that is stored and the tree that is worked on. Numbers stay exact. */
public final class Documents {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule()
                    .addSerializer(Json.class, new RawWriter())
                    .addDeserializer(Json.class, new RawReader()))
            .build();

    private static final ObjectMapper STRICT = MAPPER.rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Documents() {}

    /** @throws IllegalArgumentException for a text that is not JSON */
    public static JsonNode parse(Json json) {
        try {
            return MAPPER.readTree(json.text());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    public static Json write(JsonNode document) {
        return new Json(document.toString());
    }

    /** An object without members. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Maps, lists, texts, numbers and booleans as a tree. */
    public static JsonNode tree(Object plain) {
        return MAPPER.valueToTree(plain);
    }

    /** A tree as maps, lists, texts, numbers and booleans. */
    public static Object plain(JsonNode tree) {
        return MAPPER.convertValue(tree, Object.class);
    }

    /** A record as JSON; {@link Json} members as what they hold. */
    public static Json write(Record value) {
        JsonNode tree = MAPPER.valueToTree(value);
        return write(tree);
    }

    /** What {@link #write(Record)} has written. */
    public static <R extends Record> R read(Json json, Class<R> type) {
        try {
            return MAPPER.readValue(json.text(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
        }
    }

    /** Reads trees into records as strictly as requests are read: a number is no text, and a text no number. */
    public static ObjectReader strictReader(Class<? extends Record> type) {
        return STRICT.readerFor(type);
    }

    private static final class RawWriter extends StdSerializer<Json> {
        private static final long serialVersionUID = 1L;

        RawWriter() {
            super(Json.class);
        }

        @Override
        public void serialize(Json value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeTree(parse(value));
        }
    }

    private static final class RawReader extends StdDeserializer<Json> {
        private static final long serialVersionUID = 1L;

        RawReader() {
            super(Json.class);
        }

        @Override
        public Json deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return write((JsonNode) parser.readValueAsTree());
        }
    }
}
