package org.stoa.metadata.field;

import java.util.List;
import org.stoa.metadata.Documents;
import org.stoa.metadata.field.CustomFieldMapper.FieldRow;
import org.stoa.metadata.field.CustomFieldMapper.OptionSetRow;

/** Between rows and what clients see. */
public final class FieldRows {

    private FieldRows() {}

    /** Wraps the options, which are stored as an object. */
    record Options(List<Option> options) {}

    public static CustomField field(FieldRow row) {
        return new CustomField(
                row.id(),
                row.entityType(),
                row.name(),
                row.type(),
                Documents.read(row.details(), CustomFieldDetails.class),
                row.required(),
                row.isUnique(),
                row.searchable(),
                row.filterable(),
                row.sortable(),
                row.optionSetId(),
                row.displayOrder(),
                row.state(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    static FieldRow row(CustomField field) {
        return new FieldRow(
                field.id(),
                field.entityType(),
                field.name(),
                field.type(),
                Documents.write(field.details()),
                field.required(),
                field.unique(),
                field.searchable(),
                field.filterable(),
                field.sortable(),
                field.optionSetId(),
                field.displayOrder(),
                field.state(),
                field.version(),
                field.createdAt(),
                field.updatedAt());
    }

    public static OptionSet optionSet(OptionSetRow row) {
        return new OptionSet(
                row.id(),
                row.name(),
                Documents.read(row.options(), Options.class).options(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    static OptionSetRow row(OptionSet set) {
        return new OptionSetRow(
                set.id(),
                set.name(),
                Documents.write(new Options(set.options())),
                set.version(),
                set.createdAt(),
                set.updatedAt());
    }
}
