package org.stoa.metadata.field;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Work on existing entities that a change has left to do, done in the background in small steps.
 *
 * @param entitySubtype null for all of the type
 * @param fields whose values to filter, sort and keep unique by are written anew
 * @param words whether what entities are found by is written anew
 * @param removedField custom field whose values are removed, or null
 * @param total entities when it began; 0 until then
 * @param done entities that are in line
 * @param longestStepMillis the longest time that the entities of a step were kept from being changed, rounded up
 * @param taken values of unique fields that another entity had already
 * @param problem why it failed, or null
 */
public record Alignment(
        UUID tenantId,
        UUID id,
        String entityType,
        String entitySubtype,
        List<String> fields,
        boolean words,
        UUID removedField,
        State state,
        long total,
        long done,
        UUID lastId,
        long longestStepMillis,
        long taken,
        String problem,
        Instant createdAt,
        Instant updatedAt) {

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED;

        /** Whether there is something left to do. */
        public boolean isOpen() {
            return this == WAITING || this == RUNNING;
        }
    }

    /** Name of the custom field whose values are removed, or null. */
    String removedName() {
        return removedField == null ? null : fields.get(0);
    }
}
