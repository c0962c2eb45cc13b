package org.stoa.metadata.field;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.metadata.entity.CheckedEntity;
import org.stoa.metadata.entity.EntityCheck;
import org.stoa.metadata.field.EntityChange.Difference;
import org.stoa.metadata.model.EntityModel;

/** Works out what entities need, without keeping them from anybody. */
final class AlignmentPlan {

    private final Alignment alignment;
    private final EntityCheck check;
    private final LocalDate today;
    private final Function<String, Optional<EntityModel>> models;

    /**
     * @param today where the tenant is
     * @param models by subtype; empty for a subtype that has no schema any more
     */
    AlignmentPlan(
            Alignment alignment, EntityCheck check, LocalDate today, Function<String, Optional<EntityModel>> models) {
        this.alignment = alignment;
        this.check = check;
        this.today = today;
        this.models = models;
    }

    /** What each of the entities needs, in the same order. */
    List<EntityChange> of(AlignedEntityMapper mapper, List<AlignedEntity> entities) {
        if (entities.isEmpty()) {
            return List.of();
        }
        UUID tenantId = alignment.tenantId();
        List<String> fields = alignment.fields();
        List<String> ids =
                entities.stream().map(entity -> entity.id().toString()).toList();
        // of an entity that is changed meanwhile these may be newer, which its version tells before anything is written
        Map<UUID, Set<FieldText>> values =
                byEntity(fields.isEmpty() ? List.of() : mapper.values(tenantId, fields, ids));
        Map<UUID, Set<FieldText>> unique =
                byEntity(fields.isEmpty() ? List.of() : mapper.uniqueValues(tenantId, fields, ids));
        Map<String, Optional<EntityModel>> bySubtype = new HashMap<>();
        return entities.stream()
                .map(entity -> change(
                        entity,
                        bySubtype.computeIfAbsent(entity.entitySubtype(), models),
                        values.getOrDefault(entity.id(), Set.of()),
                        unique.getOrDefault(entity.id(), Set.of())))
                .toList();
    }

    private EntityChange change(
            AlignedEntity entity, Optional<EntityModel> model, Set<FieldText> values, Set<FieldText> unique) {
        String removedName = alignment.removedName();
        AlignedEntity after = removedName == null ? entity : entity.without(removedName);
        CheckedEntity kept = model.filter(this::matters)
                .map(present -> check.kept(present, after.fields(), today))
                .orElse(null);
        Set<FieldText> wanted = new HashSet<>();
        Set<FieldText> wantedUnique = new HashSet<>();
        if (kept != null) {
            addAll(entity.id(), kept.fields(), kept.values(), wanted);
            addAll(entity.id(), kept.uniqueFields(), kept.uniqueValues(), wantedUnique);
        }
        boolean words = alignment.words() && kept != null && EntityChange.differs(entity, kept);
        return new EntityChange(
                entity,
                Difference.between(values, wanted),
                Difference.between(unique, wantedUnique),
                words ? kept : null,
                !after.equals(entity));
    }

    /** Whether it takes a model to tell what entities need. */
    private boolean matters(EntityModel model) {
        return alignment.words() || alignment.fields().stream().anyMatch(model.fields()::containsKey);
    }

    private void addAll(UUID id, List<String> names, List<String> texts, Set<FieldText> wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (alignment.fields().contains(names.get(i))) {
                wanted.add(new FieldText(id, names.get(i), texts.get(i)));
            }
        }
    }

    private static Map<UUID, Set<FieldText>> byEntity(List<FieldText> texts) {
        return texts.stream().collect(Collectors.groupingBy(FieldText::entityId, Collectors.toSet()));
    }
}
