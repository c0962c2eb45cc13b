package org.stoa.metadata.schema;

import java.util.List;
import java.util.UUID;

/**
 * What a version of a schema would mean for the entities that there are.
 *
 * @param entities how many were looked at
 * @param fitting how many fit
 * @param complete false when there are more than were looked at
 * @param problems what the others lack, the most frequent first
 */
public record SchemaCheck(long entities, long fitting, boolean complete, List<Problem> problems) {

    /**
     * One reason.
     *
     * @param field JSON pointer into the entity
     * @param examples ids of some of the entities
     */
    public record Problem(String field, String message, long count, List<UUID> examples) {}

    /** How many would have to be changed. */
    public long failing() {
        return entities - fitting;
    }
}
