package org.stoa.metadata.schema;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.metadata.model.FieldType;

/**
 * A value that is worked out whenever an entity is written.
 *
 * @param expression CEL over {@code data}, {@code custom}, {@code entity} and {@code today}; no value while something
 *     that it needs is missing
 */
public record ComputedField(
        @NotBlank @Pattern(regexp = "[a-z][A-Za-z0-9]{0,59}") String name,
        @NotNull FieldType type,
        @NotBlank @Size(max = 4000) String expression) {}
