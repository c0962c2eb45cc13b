package org.stoa.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.stoa.api.data.Json;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.metadata.Documents;

/**
 * Says where an industry leaves people without words: a text that is missing in a language, a field without a title, a
 * choice without a name. A missing text is no fault to the platform, which falls back to another language and to names.
 */
public final class IndustryTexts {

    private static final String TITLE = "ui:title";
    private static final String NAMES = "ui:enumNames";

    private final Set<String> languages;
    private final List<String> faults = new ArrayList<>();

    private IndustryTexts(Set<String> languages) {
        this.languages = languages;
    }

    /**
     * All that is missing.
     *
     * @param languages BCP 47 tags
     */
    public static List<String> faults(IndustryTemplate template, String... languages) {
        IndustryTexts texts = new IndustryTexts(Set.of(languages));
        JsonNode content = Documents.parse(new Json(template.content()));
        texts.languages(content, "");
        content.path("entitySchemas").forEach(texts::schema);
        content.path("formTemplates").forEach(texts::ownFields);
        return texts.faults;
    }

    private void languages(JsonNode place, String pointer) {
        boolean text = place.isObject()
                && languages.stream().anyMatch(language -> place.path(language).isTextual());
        if (text) {
            languages.stream()
                    .filter(language -> place.path(language).asText().isBlank())
                    .forEach(language -> faults.add(pointer + " has no text in " + language));
        }
        place.properties().forEach(member -> languages(member.getValue(), pointer + "/" + member.getKey()));
        for (int i = 0; place.isArray() && i < place.size(); i++) {
            languages(place.get(i), pointer + "/" + i);
        }
    }

    private void schema(JsonNode schema) {
        String name = schema.path("entityType").asText() + "/"
                + schema.path("entitySubtype").asText();
        JsonNode base = schema.path("baseSchema");
        JsonNode texts = schema.path("formConfig");
        fields(base.path("properties"), texts, name);
        List<String> known = new ArrayList<>(List.of("name", "slug", "location"));
        schema.path("computedFields")
                .forEach(field -> known.add(field.path("name").asText()));
        base.path("properties").fieldNames().forEachRemaining(known::add);
        texts.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field) && !field.startsWith("ui:")) {
                faults.add(name + " has texts for " + field + ", which is no field");
            }
        });
    }

    private void fields(JsonNode properties, JsonNode texts, String at) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            field(property.getValue(), texts.path(property.getKey()), at + " " + property.getKey());
        }
    }

    private void field(JsonNode field, JsonNode texts, String at) {
        if (!texts.has(TITLE) && !field.has("title")) {
            faults.add(at + " has no title");
        }
        Stream.of(field.path("enum"), field.path("items").path("enum"))
                .forEach(choices -> choices.forEach(choice -> {
                    if (!texts.path(NAMES).has(choice.asText())) {
                        faults.add(at + " does not name " + choice);
                    }
                }));
        fields(field.path("properties"), texts, at);
        fields(field.path("items").path("properties"), texts.path("items"), at);
    }

    /** Those that say their type are the form's own. */
    private void ownFields(JsonNode form) {
        form.path("formSchema").path("properties").properties().stream()
                .filter(property -> property.getValue().has("type"))
                .forEach(property -> field(
                        property.getValue(),
                        form.path("uiSchema").path(property.getKey()),
                        form.path("formType").asText() + " " + property.getKey()));
    }
}
