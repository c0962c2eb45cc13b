package org.stoa.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.stoa.api.data.Json;

/** Values of this bundle as JSON in its tables. Numbers stay exact. */
public final class Documents {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Documents() {}

    /** A record, a list or a map of them. */
    public static Json write(Object value) {
        try {
            return new Json(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + value.getClass().getName() + " cannot be stored", e);
        }
    }

    /** What {@link #write} has written. */
    public static <T> T read(Json json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json.text(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is no " + type.getType(), e);
        }
    }
}
