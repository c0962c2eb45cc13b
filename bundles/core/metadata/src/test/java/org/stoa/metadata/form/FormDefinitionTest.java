package org.stoa.metadata.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.form.FormModels.assertWrong;
import static org.stoa.metadata.form.FormModels.definition;
import static org.stoa.metadata.form.FormModels.fitness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.metadata.model.EntityModel;

/** What a template says beside its schema: uiSchema, actions, and where to go afterwards. */
class FormDefinitionTest {

    private static final EntityModel MODEL = fitness();

    @Test
    void aUiSchemaIsReadToItsEnd() {
        assertWrong(
                MODEL,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"uiSchema": {
                           "ui:order": ["name", "shoe", "name", "*"],
                           "ui:colour": "red",
                           "shoe": {},
                           "bio": "textarea",
                           "age": {"ui:widget": 5, "ui:title": {"EN": "Age", "de": 7}, "ui:autofocus": "yes",
                             "ui:options": []},
                           "guardian": {"ui:order": ["phone", "email"], "name": {"ui:help": ["x"]}, "email": {}},
                           "sports": {"items": {"ui:enumNames": {"judo": "Judo", "chess": "Chess"}}},
                           "hairColor": {"ui:enumNames": ["Brown"]}}}
                        """),
                "/uiSchema/ui:order/1",
                "/uiSchema/ui:order/2",
                "/uiSchema/ui:colour",
                "/uiSchema/shoe",
                "/uiSchema/bio",
                "/uiSchema/age/ui:widget",
                "/uiSchema/age/ui:title/EN",
                "/uiSchema/age/ui:title/de",
                "/uiSchema/age/ui:autofocus",
                "/uiSchema/age/ui:options",
                "/uiSchema/guardian/ui:order/1",
                "/uiSchema/guardian/name/ui:help",
                "/uiSchema/guardian/email",
                "/uiSchema/sports/items/ui:enumNames/chess",
                "/uiSchema/hairColor/ui:enumNames");
        assertWrong(MODEL, definition(FormType.REGISTRATION, "{\"uiSchema\": [1]}"), "/uiSchema");
        assertWrong(
                MODEL,
                definition(FormType.REGISTRATION, "{\"uiSchema\": {\"ui:order\": \"name\"}}"),
                "/uiSchema/ui:order");
    }

    @Test
    void actionsAreThoseOfTheFormsType() {
        assertWrong(
                MODEL,
                definition(
                        FormType.PROFILE_EDIT,
                        """
                        {"submitActions": [
                           {"type": "create_entity", "parameters": {"owner": "me", "team": 1}},
                           {"type": "set_status", "parameters": {"status": "gone"}},
                           {"type": "emit_event", "parameters": {"name": "Big News", "fields": ["shoe"]}}]}
                        """),
                "/submitActions",
                "/submitActions/0/type",
                "/submitActions/0/parameters/owner",
                "/submitActions/0/parameters/team",
                "/submitActions/1/parameters/status",
                "/submitActions/2/parameters/name",
                "/submitActions/2/parameters/fields/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/profiles/{slug}", "/done?id={id}#top", "https://example.org/{id}", "https://example.org:8443/x"
            })
    void addressesOfTheSameSiteAndOfHttpsAreTaken(String address) {
        assertThat(Redirect.isSafe(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example", "/\\\\evil.example", "http://example.org", "javascript:alert(1)", "profiles", "",
                "https:///x", "https://user@example.org/", "https://exa mple.org", "data:text/html,x", "/a b",
                        "\\\\evil"
            })
    void allOtherAddressesAreNot(String address) {
        assertThat(Redirect.isSafe(address)).isFalse();
    }
}
