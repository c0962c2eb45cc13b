package org.stoa.metadata.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.form.FormModels.assertWrong;
import static org.stoa.metadata.form.FormModels.definition;
import static org.stoa.metadata.form.FormModels.errors;
import static org.stoa.metadata.form.FormModels.field;
import static org.stoa.metadata.form.FormModels.fitness;
import static org.stoa.metadata.form.FormModels.form;
import static org.stoa.metadata.form.FormModels.json;
import static org.stoa.metadata.form.FormModels.served;
import static org.stoa.metadata.form.FormModels.submitted;
import static org.stoa.metadata.form.FormModels.wrong;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldType;

/** Conditions, computed fields, rules and steps: what is there, what is required, what is wrong. */
class FormLogicTest {

    private static final EntityModel MODEL =
            fitness(field("agency", FieldType.TEXT, true, "{\"visibleWhen\": \"has(data.age) && data.age < 18\"}"));

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Form form = form(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"formSchema": {"properties": {"acceptTerms": {"type": "boolean", "const": true}},
                            "required": ["acceptTerms"]},
                         "validationRules": [{"name": "no-links", "expression": "!form.bio.contains('http')",
                            "message": {"en": "No links, please"}, "field": "bio"}]}
                        """));
        assertThat(
                        errors(
                                form,
                                """
                        {"hairColor": "green", "bio": "see http://x", "shoe": 1, "acceptTerms": false, "age": 9}
                        """))
                .containsOnlyKeys(
                        "/name", "/heightCm", "/hairColor", "/shoe", "/acceptTerms", "/agency", "/guardian", "/bio")
                .containsEntry("/shoe", "is no field of this form")
                .containsEntry("/bio", "No links, please")
                .containsEntry("/name", "is required");
    }

    @Test
    void whatIsHiddenIsNeitherRequiredNorTaken() {
        Form form = form(MODEL, definition(FormType.REGISTRATION, "{}"));
        Submitted submitted = submitted(form);
        FormCheck check = new FormCheck(form, submitted, new Wording(Locale.ENGLISH, "en"));
        check.check(json("{\"name\": \"Anna\", \"heightCm\": 170, \"age\": 30, \"agency\": \"Elite\"}"), false);
        assertThat(check.errors()).isEmpty();
        assertThat(submitted.values().has("agency")).isFalse();
        assertThat(submitted.custom().isEmpty()).isTrue();
        assertThat(submitted.data()).isEqualTo(json("{\"heightCm\": 170, \"age\": 30}"));
    }

    @Test
    void conditionsAreFollowedFieldByField() {
        Form form = form(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"conditionalLogic": [
                           {"field": "notes", "when": "has(form.bio)", "then": "show"},
                           {"field": "bio", "when": "form.hairColor == 'red'", "then": "hide"},
                           {"field": "moreNotes", "when": "form.hairColor == 'blond'", "then": "require"}]}
                        """));
        assertThat(errors(
                        form,
                        "{\"name\": \"A\", \"heightCm\": 170, \"hairColor\": \"red\", \"bio\": \"x\", \"notes\": 5}"))
                .as("bio is hidden, and notes with it")
                .isEmpty();
        assertThat(errors(form, "{\"name\": \"A\", \"heightCm\": 170, \"bio\": \"x\", \"notes\": 5}"))
                .containsOnlyKeys("/notes");
        assertThat(errors(form, "{\"name\": \"A\", \"heightCm\": 170, \"hairColor\": \"blond\"}"))
                .containsOnlyKeys("/moreNotes");
    }

    @Test
    void computedValuesTakeThePlaceOfWhatWasSent() {
        Form form = form(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"formSchema": {"properties": {"firstName": {"type": "string"}, "lastName": {"type": "string"}},
                            "required": ["firstName", "lastName"]},
                         "computedFields": [
                            {"name": "bio", "type": "TEXT", "expression": "form.name + '!'"},
                            {"name": "name", "type": "TEXT", "expression": "form.firstName + ' ' + form.lastName"}]}
                        """));
        Submitted submitted = submitted(form);
        new FormCheck(form, submitted, new Wording(Locale.ENGLISH, "en"))
                .check(
                        json("{\"firstName\": \"Anna\", \"lastName\": \"Li\", \"name\": \"Eve\", \"heightCm\": 170}"),
                        false);
        assertThat(submitted.values().path("name").asText()).isEqualTo("Anna Li");
        assertThat(submitted.data().path("bio").asText()).isEqualTo("Anna Li!");
        ServedForm served = served(form, "en");
        assertThat(FormModels.schema(served).at("/properties/name/readOnly").asBoolean())
                .isTrue();
        assertThat(FormModels.schema(served).path("required").toString()).doesNotContain("\"name\"");
        assertThat(errors(form, "{\"firstName\": \"Anna\", \"heightCm\": 170}")).containsOnlyKeys("/lastName", "/name");
    }

    @Test
    void whatGoesRoundInACircleIsRefused() {
        assertThat(
                        wrong(
                                MODEL,
                                definition(
                                        FormType.REGISTRATION,
                                        """
                                {"conditionalLogic": [
                                   {"field": "bio", "when": "has(form.notes)", "then": "show"},
                                   {"field": "notes", "when": "data.moreNotes == 'x'", "then": "hide"}],
                                 "computedFields": [{"name": "moreNotes", "type": "TEXT", "expression": "form['bio']"}]}
                                """)))
                .singleElement()
                .asString()
                .startsWith("/conditionalLogic/0/when makes fields depend on each other in a circle: bio, notes,");
        assertWrong(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        "{\"conditionalLogic\": [{\"field\": \"bio\", \"when\": \"form.bio == ''\", \"then\": \"hide\"}]}"),
                "/conditionalLogic/0/when");
        assertWrong(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"steps": [{"id": "a", "title": {"en": "A"}, "fields": ["bio"], "visibleWhen": "has(form.bio)"},
                            {"id": "b", "title": {"en": "B"}}]}
                        """),
                "/steps/0/visibleWhen");
    }

    @Test
    void fieldsMayRequireEachOther() {
        Form form = form(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"conditionalLogic": [
                           {"field": "bio", "when": "has(form.notes)", "then": "require"},
                           {"field": "notes", "when": "has(form.bio)", "then": "require"}]}
                        """));
        assertThat(errors(form, "{\"name\": \"A\", \"heightCm\": 170}")).isEmpty();
        assertThat(errors(form, "{\"name\": \"A\", \"heightCm\": 170, \"bio\": \"x\"}"))
                .containsOnlyKeys("/notes");
    }

    @Test
    void everyFieldIsInOneStepAndTheRestInTheLast() {
        Form form = form(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"progressIndicator": "STEPS", "steps": [
                           {"id": "who", "title": {"en": "Who", "de": "Wer"}, "fields": ["name", "age"]},
                           {"id": "consent", "title": {"en": "Consent"}, "fields": ["guardian"],
                             "visibleWhen": "data.age < 18"},
                           {"id": "more", "title": {"en": "More"}, "fields": ["bio"]}]}
                        """));
        ServedForm served = served(form, "de");
        assertThat(served.steps()).extracting(ServedForm.Step::title).containsExactly("Wer", "Consent", "More");
        assertThat(served.steps().stream().flatMap(step -> step.fields().stream()))
                .containsExactlyInAnyOrderElementsOf(form.fields().keySet());
        assertThat(served.steps().get(2).fields()).startsWith("bio").contains("agency", "heightCm");
        assertThat(errors(form, "{\"name\": \"A\", \"heightCm\": 1, \"age\": 20, \"guardian\": 7}"))
                .as("guardian is on a step that is not there")
                .containsOnlyKeys("/heightCm");
        assertThat(errors(form, "{\"name\": \"A\", \"heightCm\": 170, \"age\": 12, \"guardian\": 7}"))
                .containsKeys("/guardian", "/agency");
    }

    @Test
    void stepsSayWhatIsWrongWithThem() {
        assertWrong(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"steps": [
                           {"id": "one", "title": {"en": "One"}, "fields": ["name", "shoe"]},
                           {"id": "one", "title": {"en": "Two"}, "fields": ["name"], "visibleWhen": "data.age <"}]}
                        """),
                "/steps/0/fields/1",
                "/steps/1/id",
                "/steps/1/fields/0",
                "/steps/0/visibleWhen");
    }

    @Test
    void expressionsSayWhereTheyAreWrong() {
        List<String> wrong = wrong(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"conditionalLogic": [
                            {"field": "bio", "when": "form.age > ", "then": "show"},
                            {"field": "shoe", "when": "true", "then": "show"}],
                         "validationRules": [{"name": "x", "expression": "frm.age > 3", "message": {"en": "X"},
                            "field": "shoe"}],
                         "computedFields": [{"name": "shoe", "type": "TEXT", "expression": "1"},
                            {"name": "bio", "type": "TEXT", "expression": "'a"}]}
                        """));
        assertThat(wrong)
                .extracting(text -> text.substring(0, text.indexOf(' ')))
                .containsExactly(
                        "/conditionalLogic/0/when",
                        "/conditionalLogic/1/field",
                        "/computedFields/0/name",
                        "/computedFields/1/expression",
                        "/validationRules/0/field",
                        "/validationRules/0/expression");
        assertThat(wrong.get(0)).as("line and column").contains("1:");
    }

    @Test
    void slipsInExpressionsAreNamed() {
        assertThat(
                        wrong(
                                MODEL,
                                definition(
                                        FormType.REGISTRATION,
                                        """
                                {"formSchema": {"properties": {"acceptTerms": {"type": "boolean"}}},
                                 "conditionalLogic": [{"field": "bio", "when": "form.agee > 3", "then": "show"},
                                    {"field": "bio", "when": "form.age > 3 && data.age > 3", "then": "show"}],
                                 "validationRules": [{"name": "x", "expression": "form.acceptTerms == 'yes'",
                                    "message": {"en": "X"}}],
                                 "computedFields": [{"name": "bio", "type": "TEXT", "expression": "form.age + 1"},
                                    {"name": "notes", "type": "TEXT", "expression": "custom.agencyy + entity.slug"}]}
                                """)))
                .containsExactly(
                        "/conditionalLogic/0/when 1:5 there is no member 'agee'",
                        "/computedFields/0/expression 1:10 must give a text, but gives number",
                        "/computedFields/1/expression 1:7 there is no member 'agencyy'",
                        "/validationRules/0/expression 1:18 '==' is not possible for boolean, text");
    }

    @Test
    void nullIsNoValue() {
        Form form = form(MODEL, definition(FormType.REGISTRATION, "{}"));
        assertThat(errors(form, "{\"name\": null, \"heightCm\": 170, \"bio\": null}"))
                .containsOnlyKeys("/name");
        assertThat(errors(form, "[1]")).containsOnlyKeys("");
        assertThat(errors(form, "{\"name\": \"  \", \"heightCm\": 170}")).containsOnlyKeys("/name");
        assertThat(errors(form, "{\"name\": \"a\\nb\", \"heightCm\": 170}")).containsOnlyKeys("/name");
    }
}
