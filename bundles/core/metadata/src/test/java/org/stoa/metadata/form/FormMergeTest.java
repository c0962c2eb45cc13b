package org.stoa.metadata.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.form.FormModels.assertWrong;
import static org.stoa.metadata.form.FormModels.definition;
import static org.stoa.metadata.form.FormModels.field;
import static org.stoa.metadata.form.FormModels.fitness;
import static org.stoa.metadata.form.FormModels.form;
import static org.stoa.metadata.form.FormModels.formWithoutRestricted;
import static org.stoa.metadata.form.FormModels.json;
import static org.stoa.metadata.form.FormModels.schema;
import static org.stoa.metadata.form.FormModels.served;
import static org.stoa.metadata.form.FormModels.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stoa.metadata.Violations;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldType;

/** Base schema, custom fields, overrides, generated validation, conditions and steps become one form. */
class FormMergeTest {

    private static final EntityModel MODEL = fitness(
            field(
                    "tattoos",
                    FieldType.MULTISELECT,
                    true,
                    """
                    {"label": {"en": "Tattoos", "de": "Tätowierungen"}, "placeholder": {"en": "Choose"},
                     "description": {"en": "All that can be seen", "de": "Alle, die man sieht"}, "displayGroups": ["body"]}
                    """),
            field("website", FieldType.URL, false, "{\"label\": {\"en\": \"Website\"}}"),
            field("agency", FieldType.TEXT, true, "{\"visibleWhen\": \"has(data.age) && data.age < 18\"}"));

    private static final FormDefinition PLAIN = definition(FormType.REGISTRATION, "{}");

    @Test
    void withoutTemplateTheFormFollowsFromSchemaAndCustomFields() {
        ServedForm form = served(form(MODEL, PLAIN), "en");
        JsonNode schema = schema(form);

        assertThat(names(schema.path("properties")))
                .containsExactlyInAnyOrder(
                        "name",
                        "heightCm",
                        "hairColor",
                        "bio",
                        "sports",
                        "age",
                        "guardian",
                        "notes",
                        "moreNotes",
                        "tattoos",
                        "website",
                        "agency");
        assertThat(texts(schema.path("required"))).containsExactlyInAnyOrder("name", "heightCm", "tattoos");
        assertThat(texts(ui(form).path("ui:order")))
                .startsWith("name", "hairColor", "heightCm")
                .endsWith("tattoos", "website", "agency");
        assertThat(schema.at("/properties/heightCm/title").asText()).isEqualTo("Height");
        assertThat(schema.at("/properties/hairColor/title").asText()).isEqualTo("Hair color");
        assertThat(ui(form).at("/bio/ui:widget").asText()).isEqualTo("textarea");
        assertThat(form.schemaNumber()).isEqualTo(3);
        assertThat(form.submitActions())
                .extracting(SubmitAction::type)
                .containsExactly(SubmitAction.Type.CREATE_ENTITY);
        assertThat(form.steps()).isEmpty();
    }

    @Test
    void textsAreInTheLanguageOfTheReader() {
        ServedForm german = served(form(MODEL, PLAIN), "de-AT");
        assertThat(schema(german).at("/properties/tattoos/title").asText()).isEqualTo("Tätowierungen");
        assertThat(ui(german).at("/tattoos/ui:help").asText()).isEqualTo("Alle, die man sieht");
        assertThat(ui(german).at("/tattoos/ui:placeholder").asText()).isEqualTo("Choose");
        assertThat(german.validationRules())
                .extracting(ServedForm.Rule::message)
                .containsExactly("Es fehlt die Zustimmung");
        assertThat(schema(german).at("/properties/tattoos/items/oneOf"))
                .isEqualTo(json(
                        "[{\"const\": \"none\", \"title\": \"Keine\"}, {\"const\": \"few\", \"title\": \"Wenige\"}]"));
        ServedForm french = served(form(MODEL, PLAIN), "fr");
        assertThat(schema(french).at("/properties/tattoos/title").asText()).isEqualTo("Tattoos");
    }

    @Test
    void aFieldWithAConditionIsRequiredOnlyWhileItIsThere() {
        ServedForm form = served(form(MODEL, PLAIN), "en");
        assertThat(texts(schema(form).path("required"))).doesNotContain("agency");
        assertThat(form.conditionalLogic())
                .containsExactly(
                        new Condition("agency", "has(data.age) && data.age < 18", Effect.SHOW),
                        new Condition("agency", "(has(data.age) && data.age < 18)", Effect.REQUIRE));
    }

    @Test
    void whoMaySeeWhatIsRestrictedGetsItAndOthersDoNot() {
        JsonNode all = schema(served(form(MODEL, PLAIN), "en"));
        assertThat(all.at("/properties/notes").isObject()).isTrue();
        JsonNode some = schema(served(formWithoutRestricted(MODEL, PLAIN), "en"));
        assertThat(some.at("/properties/notes").isMissingNode()).isTrue();
        assertThat(some.toString()).doesNotContain("phone\"");
        assertThat(names(some.at("/properties/guardian/properties"))).containsExactly("name", "consent");
        assertThat(some.at(some.at("/properties/moreNotes/$ref").asText().substring(1))
                        .path("type")
                        .asText())
                .as("what refers to a property that is hidden still says what it is")
                .isEqualTo("string");
    }

    @Test
    void aTemplateNarrowsLeavesOutAndAdds() {
        FormDefinition definition = definition(
                FormType.REGISTRATION,
                """
                {"formSchema": {
                   "properties": {
                     "heightCm": {"minimum": 150, "title": "How tall?"},
                     "hairColor": {"enum": ["brown", "red"]},
                     "bio": {"maxLength": 500, "pattern": "\\\\S"},
                     "notes": false,
                     "moreNotes": {"maxLength": 10},
                     "slug": true,
                     "acceptTerms": {"type": "boolean", "const": true}},
                   "required": ["bio", "acceptTerms"]},
                 "uiSchema": {"ui:order": ["acceptTerms", "*", "name"], "bio": {"ui:placeholder": {"de": "Über dich"}},
                    "hairColor": {"ui:enumNames": {"brown": {"en": "Brown", "de": "Braun"}}}}}
                """);
        Form form = form(MODEL, definition);
        ServedForm served = served(form, "de");
        JsonNode properties = schema(served).path("properties");
        assertThat(properties.at("/heightCm"))
                .isEqualTo(
                        json("{\"type\": \"integer\", \"minimum\": 150, \"maximum\": 250, \"title\": \"How tall?\"}"));
        assertThat(properties.at("/hairColor/oneOf"))
                .isEqualTo(json(
                        "[{\"const\": \"brown\", \"title\": \"Braun\"}, {\"const\": \"red\", \"title\": \"red\"}]"));
        assertThat(properties.at("/bio/maxLength").asInt()).isEqualTo(500);
        assertThat(properties.has("notes")).isFalse();
        assertThat(properties.at("/slug/maxLength").asInt()).isEqualTo(120);
        assertThat(texts(schema(served).path("required"))).contains("bio", "acceptTerms", "name", "heightCm");
        assertThat(form.ownFields()).containsExactly("acceptTerms");
        assertThat(texts(ui(served).path("ui:order"))).startsWith("acceptTerms").endsWith("name");
        assertThat(ui(served).at("/bio"))
                .isEqualTo(json("{\"ui:widget\": \"textarea\", \"ui:placeholder\": \"Über dich\"}"));
        assertThat(ui(served).has("notes")).isFalse();
    }

    @Test
    void aTemplateMayNameAllFieldsThatThereAre() {
        Form form = form(
                MODEL,
                definition(
                        FormType.PROFILE_EDIT,
                        "{\"formSchema\": {\"properties\": {\"bio\": true, \"website\": true}, \"additionalProperties\": false}}"));
        assertThat(form.fields().keySet()).containsExactly("bio", "website");
    }

    @Test
    void whatIsWiderThanTheSchemaIsRefusedAtItsPlace() {
        assertWrong(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"formSchema": {
                           "properties": {
                             "heightCm": {"minimum": 10, "type": "string"},
                             "hairColor": {"enum": ["brown", "green"]},
                             "sports": {"uniqueItems": false, "items": {"enum": ["judo", "chess"]}},
                             "guardian": {"properties": {"email": {"type": "string"}, "phone": false}},
                             "eyes": {"title": "Eyes"},
                             "ears": false},
                           "required": ["nose"],
                           "maxProperties": 3,
                           "$defs": {"sport": {"type": "integer"}}}}
                        """),
                "/formSchema/properties/heightCm/minimum",
                "/formSchema/properties/heightCm/type",
                "/formSchema/properties/hairColor/enum/1",
                "/formSchema/properties/sports/uniqueItems",
                "/formSchema/properties/sports/items/enum/1",
                "/formSchema/properties/guardian/properties/email",
                "/formSchema/properties/guardian/properties/phone",
                "/formSchema/properties/eyes",
                "/formSchema/properties/ears",
                "/formSchema/required/0",
                "/formSchema/maxProperties",
                "/formSchema/$defs/sport");
    }

    @Test
    void aRegistrationMustBeAbleToLeadToAnEntity() {
        assertWrong(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"formSchema": {"properties": {"name": false, "heightCm": false, "tattoos": false}},
                         "submitActions": [{"type": "create_entity"},
                           {"type": "set_status", "parameters": {"status": "active"}}]}
                        """),
                "/formSchema/properties",
                "/formSchema/properties",
                "/formSchema/properties");
    }

    @Test
    void aTemplateOutlivesChangesOfSchemaAndCustomFields() {
        FormDefinition definition = definition(
                FormType.REGISTRATION,
                """
                {"formSchema": {"properties": {"eyes": {"type": "string"}, "acceptTerms": {"type": "boolean"}},
                    "required": ["eyes"]},
                 "uiSchema": {"ui:order": ["eyes", "name", "*"], "eyes": {"ui:help": "x"}},
                 "conditionalLogic": [{"field": "eyes", "when": "form.age > 3", "then": "hide"}],
                 "steps": [{"id": "one", "title": {"en": "One"}, "fields": ["eyes", "name"]}]}
                """);
        FormTemplate template =
                new FormTemplate(MODEL.schemaId(), false, definition, List.of("acceptTerms"), 1, null, null);
        ServedForm form = served(new FormMerge(MODEL, true, new Violations()).merge(template), "en");
        assertThat(names(schema(form).path("properties")))
                .contains("acceptTerms")
                .as("was a field of the schema when the template was written")
                .doesNotContain("eyes");
        assertThat(texts(ui(form).path("ui:order"))).startsWith("name").doesNotContain("eyes");
        assertThat(ui(form).has("eyes")).isFalse();
        assertThat(form.conditionalLogic()).extracting(Condition::field).doesNotContain("eyes");
        assertThat(form.steps().get(0).fields()).hasSize(13).startsWith("name").doesNotContain("eyes");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
