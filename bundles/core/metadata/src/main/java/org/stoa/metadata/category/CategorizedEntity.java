package org.stoa.metadata.category;

import java.util.Map;
import java.util.UUID;

/**
 * An entity as far as categories and tags are concerned.
 *
 * @param variables what rules are asked with: {@code data}, {@code custom} and {@code entity}, as JSON trees or maps;
 *     empty where no rule is to be asked
 */
public record CategorizedEntity(UUID id, String type, String subtype, Map<String, ?> variables) {

    public CategorizedEntity {
        variables = Map.copyOf(variables);
    }

    /** An entity that no rule is asked about. */
    public static CategorizedEntity of(UUID id, String type, String subtype) {
        return new CategorizedEntity(id, type, subtype, Map.of());
    }
}
