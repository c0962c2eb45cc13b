package org.stoa.metadata.field;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.stoa.api.data.Json;

/**
 * How a custom field is shown and what it takes, beside its type. Texts are given by language.
 *
 * @param defaultValue value of an entity that has none, or null
 * @param displayGroups which groups of a form show it
 * @param visibleWhen CEL over {@code data}, {@code custom}, {@code entity} and {@code today}; while it is not true the
 *     field is not asked for. Null: always visible
 */
public record CustomFieldDetails(
        Map<String, @NotBlank @Size(max = 200) String> label,
        Map<String, @NotBlank @Size(max = 1000) String> description,
        Map<String, @NotBlank @Size(max = 200) String> placeholder,
        Json defaultValue,
        @Valid Limits limits,
        @Size(max = 20) List<@NotBlank @Size(max = 100) String> displayGroups,
        @Size(max = 4000) String visibleWhen) {

    public CustomFieldDetails {
        label = label == null ? Map.of() : label;
        description = description == null ? Map.of() : description;
        placeholder = placeholder == null ? Map.of() : placeholder;
        limits = limits == null ? new Limits(null, null, null, null, null) : limits;
        displayGroups = displayGroups == null ? List.of() : displayGroups;
    }

    /** No more than the type says. */
    public static CustomFieldDetails none() {
        return new CustomFieldDetails(null, null, null, null, null, null, null);
    }

    /**
     * What a value must keep to; null where there is no limit.
     *
     * @param minimum of numbers
     * @param maximum of numbers
     * @param minLength of texts, in characters
     * @param maxLength of texts, in characters
     * @param pattern regular expression that is found in a text
     */
    public record Limits(
            BigDecimal minimum,
            BigDecimal maximum,
            Integer minLength,
            Integer maxLength,
            @Size(max = 500) String pattern) {}
}
