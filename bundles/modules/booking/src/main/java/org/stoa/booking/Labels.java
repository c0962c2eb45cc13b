package org.stoa.booking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.TreeMap;
import org.stoa.api.data.Json;

/** Texts by language, as they are stored. */
public final class Labels {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Labels() {}

    /** The key of a text: two or three letters of ISO 639, such as {@code de}. */
    @Documented
    @Constraint(validatedBy = {})
    @ReportAsSingleViolation
    @Pattern(regexp = "[a-z]{2,3}")
    @Target(ElementType.TYPE_USE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Language {
        String message() default "must be a language of ISO 639, such as de";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static Json json(Map<String, String> texts) {
        try {
            return new Json(MAPPER.writeValueAsString(new TreeMap<>(texts)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written", e);
        }
    }

    public static Map<String, String> of(Json json) {
        try {
            return MAPPER.readValue(json.text(), new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored texts cannot be read", e);
        }
    }
}
