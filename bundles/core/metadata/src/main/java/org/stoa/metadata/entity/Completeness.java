package org.stoa.metadata.entity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.model.EntityModel;

/** How much of what could be said of an entity is said. */
final class Completeness {

    private Completeness() {}

    /**
     * Share of the schema's properties and the custom fields that have a value, in whole percent; only 100 when all have.
     */
    static int percent(EntityModel model, JsonNode data, JsonNode custom) {
        List<String> properties = model.properties();
        int total = properties.size() + model.customFields().size();
        if (total == 0) {
            return 100;
        }
        long filled =
                properties.stream().filter(name -> isFilled(data.path(name))).count()
                        + model.customFields().stream()
                                .map(CustomField::name)
                                .filter(name -> isFilled(custom.path(name)))
                                .count();
        return (int) (filled * 100 / total);
    }

    private static boolean isFilled(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        return value.isContainerNode()
                ? !value.isEmpty()
                : !value.isTextual() || !value.textValue().isBlank();
    }
}
