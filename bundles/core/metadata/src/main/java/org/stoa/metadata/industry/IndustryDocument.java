package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A template, understood.
 *
 * @param items in the order in which they are installed
 */
record IndustryDocument(
        String code,
        String version,
        Map<String, String> name,
        Map<String, String> description,
        List<String> requiredModules,
        List<String> recommendedFeatures,
        JsonNode customizationRules,
        Map<ItemKey, JsonNode> items) {

    IndustryDocument {
        requiredModules = List.copyOf(requiredModules);
        recommendedFeatures = List.copyOf(recommendedFeatures);
        items = Collections.unmodifiableMap(items);
    }

    Locks locks() {
        return Locks.of(customizationRules);
    }

    /** Whether it differs from another version at most in its version. */
    boolean hasContentOf(IndustryDocument other) {
        IndustryDocument renamed = new IndustryDocument(
                code,
                other.version,
                name,
                description,
                requiredModules,
                recommendedFeatures,
                customizationRules,
                items);
        return renamed.equals(other);
    }
}
