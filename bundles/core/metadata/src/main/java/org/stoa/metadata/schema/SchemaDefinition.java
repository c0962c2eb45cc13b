package org.stoa.metadata.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stoa.api.data.Json;

/**
 * What entities of one type and subtype look like. Fields are named by the properties of {@code baseSchema}, those of
 * objects inside with dots: {@code guardian.name}.
 *
 * @param entityType such as {@code profile}
 * @param entitySubtype such as {@code fitness_model}
 * @param label name for people, by language
 * @param baseSchema JSON Schema 2020-12 of an object, the structured data
 * @param requiredFields needed by every entity that is no draft, beside what {@code baseSchema} requires
 * @param searchableFields text that is found by {@code q}
 * @param filterableFields may be filtered by and counted
 * @param sortableFields may be sorted by
 * @param restrictedFields shown only to those who may see what is restricted
 * @param statuses the first is that of a draft
 * @param listViewConfig columns, for clients
 * @param detailViewConfig layout, for clients
 * @param formConfig rules for generated forms
 * @param quota how many may be made, or null for any number; left out of the JSON then, so that schemas from before
 *     there were quotas are still the same
 */
public record SchemaDefinition(
        @NotBlank @Pattern(regexp = TYPE) String entityType,
        @NotBlank @Pattern(regexp = SUBTYPE) String entitySubtype,
        Map<@Pattern(regexp = LANGUAGE) String, @NotBlank @Size(max = 200) String> label,
        @NotNull Json baseSchema,
        @Size(max = 200) List<@NotBlank String> requiredFields,
        @Size(max = 50) List<@NotBlank String> searchableFields,
        @Size(max = 50) List<@NotBlank String> filterableFields,
        @Size(max = 50) List<@NotBlank String> sortableFields,
        @Size(max = 50) List<@NotBlank String> restrictedFields,
        Visibility visibility,
        @Size(min = 1, max = 20) List<@Pattern(regexp = STATUS) String> statuses,
        Json listViewConfig,
        Json detailViewConfig,
        Json formConfig,
        @Valid @Size(max = 100) List<ValidationRule> validationRules,
        @Valid @Size(max = 50) List<ComputedField> computedFields,
        @Valid @JsonInclude(JsonInclude.Include.NON_NULL) Quota quota) {

    public static final String TYPE = "[a-z][a-z0-9-]{0,39}";
    public static final String SUBTYPE = "[a-z][a-z0-9_]{0,39}";
    static final String STATUS = "[a-z][a-z0-9_-]{0,29}";
    static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}";

    private static final List<String> DEFAULT_STATUSES = List.of("draft", "pending", "active", "suspended");

    public SchemaDefinition {
        label = label == null ? Map.of() : label;
        requiredFields = orEmpty(requiredFields);
        searchableFields = orEmpty(searchableFields);
        filterableFields = orEmpty(filterableFields);
        sortableFields = orEmpty(sortableFields);
        restrictedFields = orEmpty(restrictedFields);
        visibility = Objects.requireNonNullElse(visibility, Visibility.TENANT);
        statuses = statuses == null ? DEFAULT_STATUSES : statuses;
        listViewConfig = orEmpty(listViewConfig);
        detailViewConfig = orEmpty(detailViewConfig);
        formConfig = orEmpty(formConfig);
        validationRules = orEmpty(validationRules);
        computedFields = orEmpty(computedFields);
    }

    /** What it is for: {@code profile/fitness_model}. */
    public String key() {
        return entityType + "/" + entitySubtype;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Json orEmpty(Json json) {
        return json == null ? Json.emptyObject() : json;
    }
}
