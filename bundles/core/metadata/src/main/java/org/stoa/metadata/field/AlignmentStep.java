package org.stoa.metadata.field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.stoa.api.data.Transaction;
import org.stoa.metadata.entity.CheckedEntity;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.entity.EntityMapper;
import org.stoa.metadata.entity.EntityRow;
import org.stoa.metadata.model.EntityModel;

/** Brings some entities into line, in one transaction. */
final class AlignmentStep {

    private final Alignment alignment;
    private final Keeper keeper;
    private final Function<String, EntityModel> models;
    private final List<String> removed;

    /** Works out what is kept of an entity. */
    interface Keeper {
        CheckedEntity kept(EntityModel model, EntityFields fields);
    }

    /** What a step has done: entities seen, the last of them, and values that were there already. */
    record Outcome(int entities, UUID lastId, int taken) {}

    /**
     * @param models by subtype; null for a subtype that has no schema any more
     * @param removedName name of the custom field that is removed, or null
     */
    AlignmentStep(Alignment alignment, Keeper keeper, Function<String, EntityModel> models, String removedName) {
        this.alignment = alignment;
        this.keeper = keeper;
        this.models = models;
        this.removed = removedName == null ? List.of() : List.of(removedName);
    }

    Outcome run(Transaction transaction, int size, Instant now, Instant leaseUntil) {
        UUID tenantId = alignment.tenantId();
        AlignmentMapper mapper = transaction.mapper(AlignmentMapper.class);
        List<EntityRow> rows = transaction
                .mapper(EntityMapper.class)
                .lockNext(tenantId, alignment.entityType(), alignment.entitySubtype(), alignment.lastId(), size);
        if (rows.isEmpty()) {
            return new Outcome(0, alignment.lastId(), 0);
        }
        List<String> ids = rows.stream().map(row -> row.id().toString()).toList();
        if (!removed.isEmpty()) {
            mapper.removeField(tenantId, removed.get(0), ids);
        }
        Map<EntityRow, CheckedEntity> kept = new HashMap<>();
        for (EntityRow row : rows) {
            EntityModel model = models.apply(row.entitySubtype());
            if (model != null) {
                kept.put(row, keeper.kept(model, row.toEntity().fields()));
            }
        }
        int taken = writeValues(mapper, kept, ids);
        if (alignment.words()) {
            writeWords(mapper, kept);
        }
        UUID last = rows.get(rows.size() - 1).id();
        mapper.advance(tenantId, alignment.id(), alignment.done() + rows.size(), last, now, leaseUntil);
        return new Outcome(rows.size(), last, taken);
    }

    private int writeValues(AlignmentMapper mapper, Map<EntityRow, CheckedEntity> kept, List<String> ids) {
        if (alignment.fields().isEmpty()) {
            return 0;
        }
        Columns values = new Columns();
        Columns unique = new Columns();
        kept.forEach((row, entity) -> {
            values.addAll(row.id(), entity.fields(), entity.values(), alignment.fields());
            unique.addAll(row.id(), entity.uniqueFields(), entity.uniqueValues(), alignment.fields());
        });
        UUID tenantId = alignment.tenantId();
        mapper.deleteValues(tenantId, alignment.fields(), ids);
        mapper.deleteUnique(tenantId, alignment.fields(), ids);
        if (!values.ids.isEmpty()) {
            mapper.insertValues(tenantId, alignment.entityType(), values.fields, values.values, values.ids);
        }
        return unique.ids.isEmpty()
                ? 0
                : unique.ids.size()
                        - mapper.insertUnique(
                                tenantId, alignment.entityType(), unique.fields, unique.values, unique.ids);
    }

    private void writeWords(AlignmentMapper mapper, Map<EntityRow, CheckedEntity> kept) {
        List<String> ids = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<String> computed = new ArrayList<>();
        List<String> completeness = new ArrayList<>();
        kept.forEach((row, entity) -> {
            ids.add(row.id().toString());
            texts.add(entity.searchText());
            computed.add(entity.computedFields().text());
            completeness.add(Integer.toString(entity.completeness()));
        });
        if (!ids.isEmpty()) {
            mapper.updateWords(alignment.tenantId(), ids, texts, computed, completeness);
        }
    }

    /** Rows to insert, column by column. */
    private static final class Columns {
        private final List<String> ids = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        void addAll(UUID id, List<String> names, List<String> texts, List<String> wanted) {
            for (int i = 0; i < names.size(); i++) {
                if (wanted.contains(names.get(i))) {
                    ids.add(id.toString());
                    fields.add(names.get(i));
                    values.add(texts.get(i));
                }
            }
        }
    }
}
