package org.stoa.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.stoa.api.data.Json;
import org.stoa.api.rest.ProblemException;

/** Values to and from the JSON that is stored. */
public final class JsonText {

    /** Most bytes (UTF-8) of one free-form JSON value that a client may store. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonText() {}

    /** A value of ours as JSON. */
    public static Json write(Object value) {
        try {
            return new Json(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /**
     * A value of the client's as JSON.
     *
     * @throws ProblemException 400 that names {@code field} when it is too large
     */
    public static Json write(String field, Object value) {
        Json json = write(value);
        if (json.text().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw ProblemException.invalid(field, "may have at most " + MAX_BYTES + " bytes as JSON");
        }
        return json;
    }

    /** Reads what {@link #write(Object)} wrote. */
    public static <T> T read(Json json, Class<T> type) {
        try {
            return MAPPER.readValue(json.text(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is not a " + type.getSimpleName(), e);
        }
    }

    /** Reads a JSON object. */
    public static Map<String, Object> readObject(Json json) {
        return read(json, new TypeReference<>() {});
    }

    /** Reads a JSON array of objects. */
    public static List<Map<String, Object>> readObjects(Json json) {
        return read(json, new TypeReference<>() {});
    }

    /** Reads a JSON object whose members are texts. */
    public static Map<String, String> readTexts(Json json) {
        return read(json, new TypeReference<>() {});
    }

    /** Reads a JSON object whose members are whole numbers. */
    public static Map<String, Long> readNumbers(Json json) {
        return read(json, new TypeReference<>() {});
    }

    private static <T> T read(Json json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json.text(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "stored JSON is not a " + type.getType().getTypeName(), e);
        }
    }
}
