package org.stoa.metadata.category;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A category of an entity.
 *
 * @param name of the category, language to text
 * @param automatic whether a rule assigned it, and will take it away again when it no longer fits
 * @param assignedBy the user who did, or null
 */
public record AssignedCategory(
        UUID categoryId,
        String slug,
        Map<String, String> name,
        AssignmentState state,
        boolean automatic,
        UUID assignedBy,
        Instant assignedAt) {}
