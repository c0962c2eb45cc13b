package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import org.stoa.metadata.pattern.LinearPattern;

/** What it costs to look for all patterns of {@code patternProperties} in all names of an object. */
final class NamePatterns {

    private final List<LinearPattern> patterns = new ArrayList<>();

    NamePatterns(JsonNode patternProperties) {
        patternProperties.fieldNames().forEachRemaining(name -> patterns.add(LinearPattern.compile(name)));
    }

    void spend(ExecutionContext context, JsonNode object) {
        if (patterns.isEmpty() || !object.isObject()) {
            return;
        }
        long characters = object.size();
        for (var names = object.fieldNames(); names.hasNext(); ) {
            characters += names.next().length();
        }
        for (LinearPattern pattern : patterns) {
            BoundedContext.spend(context, PatternCheck.cost(pattern, characters));
        }
    }
}
