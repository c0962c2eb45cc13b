package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.stoa.metadata.Documents;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.expression.Variables;
import org.stoa.metadata.form.FormField.Source;

/** What was submitted, put where it belongs: on top of what the entity has in fields that the form does not. */
final class Submitted {

    private final Form form;
    private final ObjectNode values = Documents.object();
    private final ObjectNode data;
    private final ObjectNode custom;
    private final ObjectNode entity;
    private final JsonNode before;
    private final List<String> kept;
    private final Variables variables;

    /**
     * @param stored the whole entity, or null for a new one
     * @param kept names of fields, with dots, that the author does not see and that stay as they are
     * @param status that it will have
     * @param today where the tenant is
     */
    Submitted(Form form, EntityFields stored, List<String> kept, String status, LocalDate today) {
        this.form = form;
        this.kept = kept;
        before = stored == null ? Documents.object() : Documents.parse(stored.structuredData());
        data = before.deepCopy();
        custom = stored == null ? Documents.object() : (ObjectNode) Documents.parse(stored.customFields());
        entity = Documents.object()
                .put("status", status)
                .put("subtype", form.definition().entitySubtype());
        if (stored != null) {
            entity.put("name", stored.name());
        }
        variables = new Variables(
                Map.of("form", values, "data", data, "custom", custom, "entity", entity, "today", today.toString()));
        form.fields().keySet().forEach(this::remove);
    }

    /** Gives a field of the form a value. */
    void set(String name, JsonNode value) {
        values.set(name, value);
        document(form.fields().get(name).source()).set(name, value.deepCopy());
        if (isInBoth(name)) {
            data.set(name, value);
        }
        keepHidden(name);
    }

    /** Takes a field's value away. */
    void remove(String name) {
        values.remove(name);
        document(form.fields().get(name).source()).remove(name);
        if (isInBoth(name)) {
            data.remove(name);
        }
        keepHidden(name);
    }

    boolean has(String name) {
        return values.has(name);
    }

    /** The fields of the form. */
    ObjectNode values() {
        return values;
    }

    ObjectNode data() {
        return data;
    }

    ObjectNode custom() {
        return custom;
    }

    /** What expressions are evaluated over, always as it is now. */
    Variables variables() {
        return variables;
    }

    /** What is hidden inside of an object is not lost when somebody writes the object who does not see it. */
    private void keepHidden(String name) {
        for (String field : kept) {
            String[] path = field.split("\\.");
            JsonNode value = before.at("/" + String.join("/", path));
            if (path.length < 2 || !path[0].equals(name) || value.isMissingNode()) {
                continue;
            }
            ObjectNode place = data;
            for (int i = 0; i < path.length - 1; i++) {
                JsonNode next = place.get(path[i]);
                place = next instanceof ObjectNode object ? object : place.putObject(path[i]);
            }
            place.set(path[path.length - 1], value);
        }
    }

    /** The name of an entity may be a property of the schema as well. */
    private boolean isInBoth(String name) {
        return form.fields().get(name).source() == Source.ENTITY
                && form.model().properties().contains(name);
    }

    private ObjectNode document(Source source) {
        return switch (source) {
            case STRUCTURED_DATA -> data;
            case CUSTOM_FIELDS -> custom;
            case ENTITY -> entity;
            case SEARCH, FORM -> values;
        };
    }
}
