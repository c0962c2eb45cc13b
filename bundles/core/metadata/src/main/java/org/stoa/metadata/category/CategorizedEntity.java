package org.stoa.metadata.category;

import java.util.Map;
import java.util.UUID;
import org.stoa.metadata.expression.Variables;

/**
 * An entity as far as categories and tags are concerned.
 *
 * @param variables what rules are asked with; empty where no rule is to be asked
 */
public record CategorizedEntity(UUID id, String type, String subtype, Variables variables) {

    /** An entity that no rule is asked about. */
    public static CategorizedEntity of(UUID id, String type, String subtype) {
        return new CategorizedEntity(id, type, subtype, new Variables(Map.of()));
    }
}
