package org.stoa.metadata.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What an entity is filtered and sorted by, or alone may have, in one field. */
record FieldText(UUID entityId, String field, String value) {

    /** Rows for PostgreSQL, column by column. */
    record Columns(List<String> fields, List<String> values, List<String> ids) {

        static Columns of(Collection<FieldText> texts) {
            Columns columns = new Columns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (FieldText text : texts) {
                columns.fields.add(text.field());
                columns.values.add(text.value());
                columns.ids.add(text.entityId().toString());
            }
            return columns;
        }
    }
}
