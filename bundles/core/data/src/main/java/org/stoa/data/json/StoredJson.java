package org.stoa.data.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;

/**
 * How values of one bundle are written to and read from the database as JSON: times in ISO 8601, numbers exact. To be
 * forgotten with the bundle, because it remembers the classes it has seen.
 */
public final class StoredJson {

    /** For types of the data bundle itself and of the JDK. */
    public static final StoredJson OWN = new StoredJson(StoredJson.class.getClassLoader());

    private static final int CACHED_TYPES = 200;

    private final ObjectMapper mapper;

    /** @param bundle class loader of the bundle */
    public StoredJson(ClassLoader bundle) {
        mapper = builder(bundle).build();
    }

    /** The settings shared by all that is stored, with caches of their own: Jackson's default keeps types for good. */
    public static JsonMapper.Builder builder(ClassLoader bundle) {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, CACHED_TYPES);
        return JsonMapper.builder()
                .typeFactory(
                        TypeFactory.defaultInstance().withClassLoader(bundle).withCache(types))
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** {@code value} as a tree. */
    public JsonNode tree(Object value) {
        return mapper.valueToTree(value);
    }

    /** The value of {@code type} that {@code tree} holds. */
    public <T> T value(JsonNode tree, Class<T> type) {
        try {
            return mapper.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is no " + type.getName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** {@code value} as text. */
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a " + value.getClass().getName() + " cannot be stored as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The value of {@code type} that {@code json} holds. */
    public <T> T read(String json, Class<T> type) {
        return value(parse(json), type);
    }

    /** {@code json} as a tree. */
    public static JsonNode parse(String json) {
        try {
            return OWN.mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /** The members of a JSON object, or null for null. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> members(String json) {
        return json == null ? null : OWN.read(json, Map.class);
    }
}
