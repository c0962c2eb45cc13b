package org.stoa.metadata.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Violations;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldDetails;
import org.stoa.metadata.field.Option;
import org.stoa.metadata.field.OptionSet;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldType;
import org.stoa.metadata.model.ModelReader;
import org.stoa.metadata.schema.SchemaDefinition;

/** Models to make forms of, without a database. */
final class FormModels {

    static final String FITNESS =
            """
            {"entityType": "profile", "entitySubtype": "fitness_model", "label": {"en": "Fitness model"},
             "baseSchema": {"type": "object", "additionalProperties": false,
                "properties": {
                  "heightCm": {"type": "integer", "minimum": 50, "maximum": 250, "title": "Height"},
                  "hairColor": {"type": "string", "enum": ["brown", "blond", "red"]},
                  "bio": {"type": "string", "maxLength": 2000},
                  "sports": {"type": "array", "items": {"$ref": "#/$defs/sport"}, "uniqueItems": true},
                  "age": {"type": "integer", "minimum": 0},
                  "guardian": {"$ref": "#/$defs/guardian"},
                  "notes": {"type": "string"},
                  "moreNotes": {"$ref": "#/properties/notes"}},
                "$defs": {
                  "sport": {"type": "string", "enum": ["judo", "golf", "running"]},
                  "guardian": {"type": "object", "properties": {
                      "name": {"type": "string"}, "phone": {"type": "string"}, "consent": {"type": "boolean"}},
                    "required": ["name"]}}},
             "requiredFields": ["heightCm", "guardian.consent"],
             "searchableFields": ["bio"],
             "filterableFields": ["heightCm", "hairColor", "sports", "age", "notes", "bodyMass"],
             "sortableFields": ["heightCm"],
             "restrictedFields": ["notes", "guardian.phone"],
             "validationRules": [{"name": "consent", "field": "guardian",
                "expression": "!has(data.age) || data.age >= 18 || (has(data.guardian) && data.guardian.consent)",
                "message": {"en": "A guardian must have consented", "de": "Es fehlt die Zustimmung"}}],
             "computedFields": [{"name": "bodyMass", "type": "NUMBER", "expression": "data.heightCm * 2"}],
             "formConfig": {"ui:order": ["name", "hairColor", "*"], "bio": {"ui:widget": "textarea"}}}
            """;

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    static final OptionSet TATTOOS = new OptionSet(
            new UUID(1, 1),
            "tattoos",
            List.of(
                    new Option("none", Map.of("en", "None", "de", "Keine"), false),
                    new Option("few", Map.of("en", "A few", "de", "Wenige"), false),
                    new Option("full", Map.of(), true)),
            1,
            NOW,
            NOW);

    private FormModels() {}

    static EntityModel fitness(CustomField... fields) {
        return new ModelReader()
                .read(
                        Documents.read(new Json(FITNESS), SchemaDefinition.class),
                        new ModelReader.Surroundings(
                                new UUID(2, 2), 3, 1, List.of(fields), new HashMap<>(Map.of(TATTOOS.id(), TATTOOS))));
    }

    /** @param details members of {@link CustomFieldDetails} */
    static CustomField field(String name, FieldType type, boolean required, String details) {
        boolean choice = type == FieldType.SELECT || type == FieldType.MULTISELECT;
        return new CustomField(
                new UUID(3, name.hashCode()),
                "profile",
                name,
                type,
                Documents.read(new Json(details), CustomFieldDetails.class),
                required,
                false,
                false,
                true,
                false,
                choice ? TATTOOS.id() : null,
                0,
                CustomField.State.READY,
                1,
                NOW,
                NOW);
    }

    /** @param members of {@link FormDefinition} beside what it is for */
    static FormDefinition definition(FormType type, String members) {
        String key = "{\"formType\": \"" + type.wireName()
                + "\", \"entityType\": \"profile\", \"entitySubtype\": \"fitness_model\"";
        String more = members.strip().substring(1);
        return Documents.read(new Json(key + (more.strip().equals("}") ? "" : ", ") + more), FormDefinition.class);
    }

    /** The form of a definition that has nothing wrong, for somebody who sees all. */
    static Form form(EntityModel model, FormDefinition definition) {
        Violations violations = new Violations();
        Form form = new FormMerge(model, true, violations).merge(definition);
        violations.raise(MetadataProblem.FORM_INVALID);
        return form;
    }

    /** The same for somebody who does not see what is restricted. */
    static Form formWithoutRestricted(EntityModel model, FormDefinition definition) {
        return new FormMerge(model, false, new Violations()).merge(definition);
    }

    /** Everything that is wrong with a definition, as {@code pointer message}. */
    static List<String> wrong(EntityModel model, FormDefinition definition) {
        Violations violations = new Violations();
        new FormMerge(model, true, violations).merge(definition);
        try {
            violations.raise(MetadataProblem.FORM_INVALID);
            return List.of();
        } catch (ProblemException e) {
            return e.errors().stream()
                    .map(error -> error.field() + " " + error.message())
                    .toList();
        }
    }

    /** Asserts that a definition is refused at exactly these places. */
    static void assertWrong(EntityModel model, FormDefinition definition, String... pointers) {
        assertThat(wrong(model, definition))
                .extracting(text -> text.substring(0, text.indexOf(' ')))
                .as(String.join("\n", wrong(model, definition)))
                .containsExactlyInAnyOrder(pointers);
    }

    static ServedForm served(Form form, String language) {
        return FormView.of(form, new Wording(Locale.forLanguageTag(language), "en"));
    }

    static JsonNode schema(ServedForm form) {
        return Documents.parse(form.formSchema());
    }

    static JsonNode ui(ServedForm form) {
        return Documents.parse(form.uiSchema());
    }

    /** What is wrong with data for a new entity, by pointer. */
    static Map<String, String> errors(Form form, String data) {
        return check(form, data).errors();
    }

    static FormCheck check(Form form, String data) {
        FormCheck check = new FormCheck(form, submitted(form), new Wording(Locale.ENGLISH, "en"));
        check.check(json(data), false);
        return check;
    }

    static Submitted submitted(Form form) {
        return new Submitted(form, null, List.of(), "active", LocalDate.parse("2026-03-01"));
    }

    static JsonNode json(String text) {
        return Documents.parse(new Json(text));
    }

    static List<String> fields(List<FieldError> errors) {
        return errors.stream().map(FieldError::field).toList();
    }
}
