package org.stoa.testkit.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stoa.api.industry.IndustryTemplate;

/**
 * What people who use an industry rely on beyond what the platform insists on: every text is there in each language,
 * every field and every choice has a name, views show fields that there are, and workflows lead from node to node.
 *
 * <pre>{@code
 * assertThat(IndustryContract.faults(new PetsIndustry(), "en", "de")).isEmpty();
 * }</pre>
 */
public final class IndustryContract {

    private static final Set<String> BUILT_IN = Set.of("name", "slug", "status", "location", "createdAt", "updatedAt");
    private final JsonNode content;
    private final List<String> languages;
    private final List<String> faults = new ArrayList<>();

    private IndustryContract(JsonNode content, List<String> languages) {
        this.content = content;
        this.languages = languages;
    }

    /**
     * All that is missing.
     *
     * @param languages BCP 47 tags
     */
    public static List<String> faults(IndustryTemplate template, String... languages) {
        IndustryContract contract = new IndustryContract(parse(template), List.of(languages));
        contract.texts("", contract.content);
        contract.content.path("entitySchemas").forEach(contract::schema);
        contract.content.path("formTemplates").forEach(contract::form);
        contract.content.path("workflowTemplates").forEach(contract::workflow);
        return contract.faults;
    }

    private static JsonNode parse(IndustryTemplate template) {
        try {
            return new ObjectMapper().readTree(template.content());
        } catch (JsonProcessingException e) {
            throw new AssertionError(template.code() + " is no JSON", e);
        }
    }

    private void texts(String pointer, JsonNode node) {
        if (languages.stream().anyMatch(language -> node.path(language).isTextual())) {
            for (String language : languages) {
                expect(!node.path(language).asText().isBlank(), pointer + " has no text in " + language);
            }
            return;
        }
        node.properties().forEach(member -> texts(pointer + "/" + member.getKey(), member.getValue()));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            texts(pointer + "/" + index, node.get(index));
        }
    }

    private void schema(JsonNode schema) {
        String key = key(schema);
        JsonNode properties = schema.at("/baseSchema/properties");
        JsonNode config = schema.path("formConfig");
        Set<String> known = names(properties);
        schema.path("computedFields")
                .forEach(field -> known.add(field.path("name").asText()));
        labels(key, properties, config);
        config.fieldNames()
                .forEachRemaining(name -> expect(
                        known.contains(name) || BUILT_IN.contains(name) || name.startsWith("ui:"),
                        key + ": formConfig names " + name + ", which is no field"));
        Set<String> shown = new HashSet<>();
        schema.at("/detailViewConfig/sections")
                .forEach(section -> section.path("fields").forEach(field -> shown.add(field.asText())));
        known.forEach(name -> expect(shown.contains(name), key + ": no section of the detail view has " + name));
        schema.at("/listViewConfig/columns").forEach(column -> shown.add(column.asText()));
        shown.forEach(name -> expect(
                BUILT_IN.contains(name) || known.contains(name.split("\\.")[0]),
                key + ": a view names " + name + ", which is no field"));
    }

    private void labels(String place, JsonNode properties, JsonNode ui) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = place + "/" + property.getKey();
            JsonNode own = ui.path(property.getKey());
            expect(own.has("ui:title") || property.getValue().has("title"), name + " has no title");
            JsonNode schema = property.getValue();
            JsonNode choices = schema.has("enum") ? schema.path("enum") : schema.at("/items/enum");
            choices.forEach(choice ->
                    expect(own.path("ui:enumNames").has(choice.asText()), name + ": no name for " + choice.asText()));
            labels(name, schema.path("properties"), own);
            labels(name, schema.at("/items/properties"), own.path("items"));
        }
    }

    private void form(JsonNode form) {
        JsonNode schema = schemaOf(form);
        for (Map.Entry<String, JsonNode> property :
                form.at("/formSchema/properties").properties()) {
            boolean own = property.getValue().has("type")
                    && !schema.at("/baseSchema/properties").has(property.getKey());
            expect(
                    !own || form.path("uiSchema").path(property.getKey()).has("ui:title"),
                    form.path("formType").asText() + "/" + key(form) + ": " + property.getKey() + " has no title");
        }
    }

    private void workflow(JsonNode workflow) {
        String name = "workflow " + workflow.path("name").asText();
        expect(workflow.has("label"), name + " has no label");
        Set<String> nodes = new TreeSet<>();
        for (JsonNode node : workflow.path("nodes")) {
            String id = node.path("id").asText();
            expect(nodes.add(id), name + " has two nodes " + id);
            expect(node.path("type").isTextual(), name + ": " + id + " has no type");
        }
        Set<String> reached = new HashSet<>();
        reached.add(workflow.at("/nodes/0/id").asText());
        for (JsonNode edge : workflow.path("edges")) {
            for (String end : List.of("from", "to")) {
                String id = edge.path(end).asText();
                expect(nodes.contains(id), name + ": an edge names " + id + ", which is no node");
            }
            reached.add(edge.path("to").asText());
        }
        nodes.forEach(id -> expect(reached.contains(id), name + ": nothing leads to " + id));
        String form = workflow.at("/trigger/form").asText();
        expect(form.isEmpty() || hasForm(form), name + " waits for the form " + form + ", which there is not");
    }

    private JsonNode schemaOf(JsonNode form) {
        for (JsonNode schema : content.path("entitySchemas")) {
            if (key(schema).equals(key(form))) {
                return schema;
            }
        }
        return content.path("none");
    }

    private boolean hasForm(String wanted) {
        for (JsonNode form : content.path("formTemplates")) {
            if (wanted.equals(form.path("formType").asText() + "/" + key(form))) {
                return true;
            }
        }
        return false;
    }

    private void expect(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static String key(JsonNode definition) {
        return definition.path("entityType").asText() + "/"
                + definition.path("entitySubtype").asText();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
