package org.stoa.metadata.form;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Makes a field depend on others. A field is there when all its {@code show} conditions are true, none of its {@code
 * hide} conditions is, and its step is there; a condition that has no value, as something that it reads is missing, is
 * not true.
 *
 * @param field name of a field of the form
 * @param when CEL over {@code form}, {@code data}, {@code custom}, {@code entity} and {@code today}
 */
public record Condition(
        @NotBlank @Size(max = 200) String field, @NotBlank @Size(max = 4000) String when, @NotNull Effect then) {}
