package org.stoa.metadata.schema;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * What must hold for an entity.
 *
 * @param expression CEL over {@code data}, {@code custom}, {@code entity} and {@code today} that is true when it holds
 * @param message what to say when it does not, by language
 * @param field name of the field to which the message belongs, or null
 */
public record ValidationRule(
        @NotBlank @Size(max = 100) String name,
        @NotBlank @Size(max = 4000) String expression,
        @NotEmpty Map<String, @NotBlank @Size(max = 500) String> message,
        @Size(max = 200) String field) {}
