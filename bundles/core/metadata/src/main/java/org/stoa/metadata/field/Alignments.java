package org.stoa.metadata.field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldModel;

/** Queues what has to be done with existing entities after a change, in the transaction of the change. */
public final class Alignments {

    private Alignments() {}

    /**
     * After another version of a schema has become active.
     *
     * @param before the model of the version before, or null when there was none
     */
    public static void schemaChanged(
            Transaction transaction, UUID tenantId, EntityModel before, EntityModel after, Instant now) {
        Map<String, FieldModel> old = before == null ? Map.of() : before.fields();
        List<String> fields = new ArrayList<>();
        boolean words = before == null
                || !before.definition()
                        .computedFields()
                        .equals(after.definition().computedFields());
        for (FieldModel field : after.fields().values()) {
            FieldModel other = old.get(field.name());
            if (!field.equals(other) && (field.isIndexed() || other != null && other.isIndexed())) {
                fields.add(field.name());
            }
            words |= field.searchable() != (other != null && other.searchable());
        }
        for (FieldModel field : old.values()) {
            if (!after.fields().containsKey(field.name())) {
                fields.add(field.name());
                words |= field.searchable();
            }
        }
        if (!fields.isEmpty() || words) {
            transaction
                    .mapper(AlignmentMapper.class)
                    .queue(
                            tenantId,
                            Ids.next(),
                            after.definition().entityType(),
                            after.definition().entitySubtype(),
                            fields,
                            words,
                            null,
                            now);
        }
    }

    /**
     * After what a custom field is used for has changed.
     *
     * @param removedField its id when its values shall be removed, else null
     */
    static void fieldChanged(
            Transaction transaction, UUID tenantId, CustomField field, boolean words, UUID removedField, Instant now) {
        transaction
                .mapper(AlignmentMapper.class)
                .queue(tenantId, Ids.next(), field.entityType(), null, List.of(field.name()), words, removedField, now);
    }
}
