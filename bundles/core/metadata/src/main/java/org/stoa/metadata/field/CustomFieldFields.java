package org.stoa.metadata.field;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.stoa.metadata.model.FieldType;
import org.stoa.metadata.schema.SchemaDefinition;

/**
 * What a client says of a custom field. Entity type, name and type cannot be changed.
 *
 * What is left out is false, or 0.
 *
 * @param optionSetId of {@code SELECT} and {@code MULTISELECT}, else null
 */
public record CustomFieldFields(
        @NotNull @Pattern(regexp = SchemaDefinition.TYPE) String entityType,
        @NotNull @Pattern(regexp = "[a-z][A-Za-z0-9]{0,59}") String name,
        @NotNull FieldType type,
        @Valid CustomFieldDetails details,
        Boolean required,
        Boolean unique,
        Boolean searchable,
        Boolean filterable,
        Boolean sortable,
        UUID optionSetId,
        Integer displayOrder) {

    public CustomFieldFields {
        details = details == null ? CustomFieldDetails.none() : details;
        required = Boolean.TRUE.equals(required);
        unique = Boolean.TRUE.equals(unique);
        searchable = Boolean.TRUE.equals(searchable);
        filterable = Boolean.TRUE.equals(filterable);
        sortable = Boolean.TRUE.equals(sortable);
        displayOrder = displayOrder == null ? 0 : displayOrder;
    }

    static CustomFieldFields of(CustomField field) {
        return new CustomFieldFields(
                field.entityType(),
                field.name(),
                field.type(),
                field.details(),
                field.required(),
                field.unique(),
                field.searchable(),
                field.filterable(),
                field.sortable(),
                field.optionSetId(),
                field.displayOrder());
    }
}
