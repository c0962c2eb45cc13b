package org.stoa.marketplace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.stoa.api.data.Json;

/** What is stored as JSON. */
public final class Documents {
    // Members that another version of the module has written are none of this one's business.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Documents() {}

    public static Json write(Object value) {
        try {
            return new Json(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of plain values can be written", e);
        }
    }

    public static <T> List<T> list(Json json, Class<T> type) {
        return read(json, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    }

    public static Map<String, String> texts(Json json) {
        return read(json, MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    private static <T> T read(Json json, JavaType type) {
        try {
            return MAPPER.readValue(json.text(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
