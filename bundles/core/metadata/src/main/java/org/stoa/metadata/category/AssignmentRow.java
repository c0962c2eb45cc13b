package org.stoa.metadata.category;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code metadata.entity_category}. */
record AssignmentRow(
        UUID entityId, UUID categoryId, AssignmentState state, boolean automatic, UUID assignedBy, Instant assignedAt) {

    AssignedCategory of(Category category) {
        return new AssignedCategory(
                category.id(), category.slug(), category.name(), state, automatic, assignedBy, assignedAt);
    }
}
