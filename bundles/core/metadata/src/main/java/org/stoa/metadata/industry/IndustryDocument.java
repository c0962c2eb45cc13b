package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.api.data.Json;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Texts;

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

    private static final Set<String> MEMBERS = Set.of(
            "name",
            "description",
            "entitySchemas",
            "categoryTree",
            "tagSets",
            "workflowTemplates",
            "formTemplates",
            "requiredModules",
            "recommendedFeatures",
            "defaultSettings",
            "customizationRules",
            "validationRules");

    /**
     * Reads a template.
     *
     * @param parts what there may be in it
     * @throws IllegalArgumentException with all that is wrong
     */
    static IndustryDocument of(IndustryTemplate template, List<TemplatePart> parts) {
        JsonNode content = Documents.parse(new Json(template.content()));
        List<String> faults = new ArrayList<>();
        content.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                faults.add("there is no member " + name);
            }
        });
        if (content.path("name").isEmpty()) {
            faults.add("name is missing");
        }
        Map<ItemKey, JsonNode> items = new LinkedHashMap<>();
        for (TemplatePart part : parts) {
            try {
                part.items(content)
                        .forEach((key, document) ->
                                items.put(new ItemKey(part.kind().label(), key), document));
            } catch (ProblemException e) {
                faults.add(part.kind().rules() + ": " + e.getMessage() + " " + e.errors());
            } catch (RuntimeException e) {
                faults.add(part.kind().rules() + ": " + e.getMessage());
            }
        }
        checkLocks(content, items, faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new IndustryDocument(
                template.code(),
                template.version(),
                Texts.read(content.path("name")),
                Texts.read(content.path("description")),
                texts(content.path("requiredModules")),
                texts(content.path("recommendedFeatures")),
                content.has("customizationRules") ? content.get("customizationRules") : Documents.object(),
                Collections.unmodifiableMap(items));
    }

    Locks locks() {
        return Locks.of(customizationRules);
    }

    private static void checkLocks(JsonNode content, Map<ItemKey, JsonNode> items, List<String> faults) {
        try {
            Locks locks = Locks.of(content.path("customizationRules"));
            content.path("customizationRules").fieldNames().forEachRemaining(section -> {
                boolean known = false;
                for (TemplateKind kind : TemplateKind.values()) {
                    known |= kind.isLockable() && kind.rules().equals(section);
                }
                if (!known) {
                    faults.add("customizationRules has no member " + section);
                }
            });
            for (TemplateKind kind : TemplateKind.values()) {
                content.path("customizationRules")
                        .path(kind.rules())
                        .fieldNames()
                        .forEachRemaining(key -> {
                            ItemKey item = new ItemKey(kind.label(), key);
                            if (!items.containsKey(item)) {
                                faults.add("customizationRules name the " + item + ", which is not in the template");
                                return;
                            }
                            locks.of(item).stream()
                                    .filter(pointer -> JsonValues.find(items.get(item), pointer) == null)
                                    .forEach(pointer -> faults.add("the " + item + " has nothing at " + pointer));
                        });
            }
        } catch (IllegalArgumentException e) {
            faults.add("customizationRules: " + e.getMessage());
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
