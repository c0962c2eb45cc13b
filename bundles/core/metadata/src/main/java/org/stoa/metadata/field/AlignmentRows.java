package org.stoa.metadata.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a step writes, column by column.
 *
 * @param ids entities that are not in line, and at the same place in {@code versions} as which they were read
 * @param changed those of them of which something changes themselves, and at the same place in {@code texts},
 *     {@code computed} and {@code completeness} what: null for what stays
 */
record AlignmentRows(
        List<String> ids,
        List<String> versions,
        FieldText.Columns goneValues,
        FieldText.Columns newValues,
        FieldText.Columns goneUnique,
        FieldText.Columns newUnique,
        List<String> changed,
        List<String> texts,
        List<String> computed,
        List<String> completeness) {

    static AlignmentRows of(List<EntityChange> all) {
        List<EntityChange> changes = all.stream().filter(EntityChange::isNeeded).toList();
        AlignmentRows rows = new AlignmentRows(
                changes.stream().map(EntityChange::id).toList(),
                changes.stream()
                        .map(change -> Long.toString(change.entity().version()))
                        .toList(),
                columns(changes, change -> change.values().tooMuch()),
                columns(changes, change -> change.values().missing()),
                columns(changes, change -> change.unique().tooMuch()),
                columns(changes, change -> change.unique().missing()),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        changes.stream().filter(EntityChange::changesEntity).forEach(rows::add);
        return rows;
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** How many values that nobody else may have belong to these entities. */
    int uniqueOf(Collection<String> entities) {
        Set<String> some = new HashSet<>(entities);
        return (int) newUnique.ids().stream().filter(some::contains).count();
    }

    private void add(EntityChange change) {
        boolean words = change.words() != null;
        changed.add(change.id());
        texts.add(words ? change.words().searchText() : null);
        computed.add(words ? change.words().computedFields().text() : null);
        completeness.add(words ? Integer.toString(change.words().completeness()) : null);
    }

    private static FieldText.Columns columns(
            List<EntityChange> changes, Function<EntityChange, Collection<FieldText>> part) {
        return FieldText.Columns.of(
                changes.stream().flatMap(change -> part.apply(change).stream()).toList());
    }
}
