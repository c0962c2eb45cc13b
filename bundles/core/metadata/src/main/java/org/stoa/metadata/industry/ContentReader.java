package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Texts;
import org.stoa.metadata.Violations;

/** Reads the content of templates, and says everything that is wrong with it. */
final class ContentReader {

    private static final Map<String, JsonNodeType> MEMBERS = Map.ofEntries(
            Map.entry("name", JsonNodeType.OBJECT),
            Map.entry("description", JsonNodeType.OBJECT),
            Map.entry("entitySchemas", JsonNodeType.ARRAY),
            Map.entry("categoryTree", JsonNodeType.ARRAY),
            Map.entry("tagSets", JsonNodeType.ARRAY),
            Map.entry("workflowTemplates", JsonNodeType.ARRAY),
            Map.entry("formTemplates", JsonNodeType.ARRAY),
            Map.entry("requiredModules", JsonNodeType.ARRAY),
            Map.entry("recommendedFeatures", JsonNodeType.ARRAY),
            Map.entry("defaultSettings", JsonNodeType.OBJECT),
            Map.entry(LockCheck.MEMBER, JsonNodeType.OBJECT),
            Map.entry("validationRules", JsonNodeType.ARRAY));
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 5000;
    private static final Predicate<String> MODULE_ID =
            Pattern.compile("[a-z][a-z0-9]{0,39}").asMatchPredicate();

    private final List<TemplatePart> parts;

    /** @param parts what there may be in a template */
    ContentReader(List<TemplatePart> parts) {
        this.parts = parts;
    }

    /** The template, of use only when no fault was found. */
    IndustryDocument read(String code, String version, JsonNode given, Faults faults) {
        ObjectNode content = wellFormed(given, faults);
        Map<String, String> name = texts("name", content.path("name"), faults);
        checkTexts("name", violations -> Texts.checkLabel(violations, "", name, LONGEST_NAME), faults);
        Map<String, String> description = texts("description", content.path("description"), faults);
        checkTexts("description", violations -> Texts.check(violations, "", description, LONGEST_DESCRIPTION), faults);
        List<String> modules = list(content, "requiredModules", MODULE_ID, "must be the id of a module", faults);
        List<String> features =
                list(content, "recommendedFeatures", text -> !text.isBlank(), "must be the name of a feature", faults);
        Map<ItemKey, JsonNode> items = new LinkedHashMap<>();
        Set<TemplateKind> incomplete = EnumSet.noneOf(TemplateKind.class);
        for (TemplatePart part : parts) {
            int before = faults.count();
            part.items(content, faults)
                    .forEach((key, item) -> items.put(new ItemKey(part.kind().label(), key), item));
            if (faults.count() > before) {
                incomplete.add(part.kind());
            }
        }
        new LockCheck(items, incomplete, faults).check(content.path(LockCheck.MEMBER));
        JsonNode rules = content.has(LockCheck.MEMBER) ? content.get(LockCheck.MEMBER) : Documents.object();
        return new IndustryDocument(code, version, name, description, modules, features, rules, items);
    }

    /** Without what cannot be looked into. */
    private static ObjectNode wellFormed(JsonNode given, Faults faults) {
        ObjectNode content = given.deepCopy();
        given.properties().forEach(member -> {
            JsonNodeType type = MEMBERS.get(member.getKey());
            if (type == null) {
                faults.add(
                        member.getKey(),
                        "is not known here; there are "
                                + String.join(
                                        ", ", MEMBERS.keySet().stream().sorted().toList()));
            } else if (member.getValue().getNodeType() != type) {
                faults.add(member.getKey(), type == JsonNodeType.ARRAY ? "must be a list" : "must be an object");
                content.remove(member.getKey());
            }
        });
        return content;
    }

    private static Map<String, String> texts(String member, JsonNode texts, Faults faults) {
        texts.properties().forEach(text -> {
            if (!text.getValue().isTextual()) {
                faults.add(member, "/" + text.getKey() + ": must be a text");
            }
        });
        return Texts.read(texts);
    }

    private interface Check {
        void of(Violations violations);
    }

    private static void checkTexts(String member, Check check, Faults faults) {
        faults.reading(member, () -> {
            Violations violations = new Violations();
            check.of(violations);
            violations.raise();
            return violations;
        });
    }

    private static List<String> list(
            ObjectNode content, String member, Predicate<String> allowed, String rule, Faults faults) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : content.path(member)) {
            if (!text.isTextual() || !allowed.test(text.textValue())) {
                faults.add(member + "/" + texts.size(), rule);
            }
            texts.add(text.asText());
        }
        return texts;
    }
}
