package org.stoa.metadata.field;

import java.util.HashSet;
import java.util.Set;
import org.stoa.metadata.Documents;
import org.stoa.metadata.entity.CheckedEntity;

/**
 * What it takes to bring an entity into line.
 *
 * @param words what it is found by, or null when that stays
 * @param removed whether a custom field is taken from it
 */
record EntityChange(AlignedEntity entity, Difference values, Difference unique, CheckedEntity words, boolean removed) {

    /** What is missing and what is too much. */
    record Difference(Set<FieldText> missing, Set<FieldText> tooMuch) {

        static Difference between(Set<FieldText> present, Set<FieldText> wanted) {
            Set<FieldText> missing = new HashSet<>(wanted);
            missing.removeAll(present);
            Set<FieldText> tooMuch = new HashSet<>(present);
            tooMuch.removeAll(wanted);
            return new Difference(missing, tooMuch);
        }

        boolean isEmpty() {
            return missing.isEmpty() && tooMuch.isEmpty();
        }
    }

    String id() {
        return entity.id().toString();
    }

    /** Whether the entity is not in line. */
    boolean isNeeded() {
        return changesEntity() || !values.isEmpty() || !unique.isEmpty();
    }

    /** Whether something of the entity itself changes. */
    boolean changesEntity() {
        return removed || words != null;
    }

    /** Whether an entity is found by other words, or says something else of itself, than it should. */
    static boolean differs(AlignedEntity entity, CheckedEntity kept) {
        return !kept.searchText().equals(entity.searchText())
                || kept.completeness() != entity.completeness()
                || !Documents.parse(kept.computedFields()).equals(Documents.parse(entity.computedFields()));
    }
}
