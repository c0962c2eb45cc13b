package org.stoa.metadata.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;
import static org.stoa.metadata.Refusals.refusedAtOnce;
import static org.stoa.metadata.form.FormModels.FITNESS;
import static org.stoa.metadata.form.FormModels.definition;
import static org.stoa.metadata.form.FormModels.schema;
import static org.stoa.metadata.form.FormModels.ui;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldFields;
import org.stoa.metadata.model.FieldType;
import org.stoa.testkit.TestContexts;

/** Templates of the platform and of tenants, and the forms that are served with them. */
class FormTemplatesTest {

    private static MetadataFixture metadata;
    private static CallContext platform;

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
        platform = PlatformRows.of(metadata.tenant());
        metadata.activate(platform, FITNESS);
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void aTemplateIsKeptInVersions() {
        CallContext tenant = metadata.tenant();
        FormDefinition definition = definition(
                FormType.REGISTRATION,
                "{\"formSchema\": {\"properties\": {\"acceptTerms\": {\"type\": \"boolean\"}}}, \"redirectUrl\": \"/thanks\"}");
        FormTemplate created = metadata.templates.create(tenant, definition);
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.ownFields()).containsExactly("acceptTerms");
        assertThat(metadata.templates.get(tenant, created.id())).isEqualTo(created);
        FormDefinition other = definition(FormType.REGISTRATION, "{}");
        FormTemplate changed = metadata.templates.update(tenant, created.id(), 1, any -> other);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.ownFields()).isEmpty();
        assertThat(changed.definition()).isEqualTo(other);
        assertThat(metadata.templates
                        .list(tenant, FormType.REGISTRATION, "profile", null, PageRequest.first())
                        .items())
                .containsExactly(changed);
        assertThat(metadata.templates
                        .list(tenant, FormType.SEARCH, null, null, PageRequest.first())
                        .items())
                .isEmpty();
        metadata.templates.delete(tenant, created.id());
        assertRefused("not-found", () -> metadata.templates.get(tenant, created.id()));
    }

    @Test
    void twoAdministratorsDoNotOverwriteEachOther() throws Exception {
        CallContext tenant = metadata.tenant();
        FormDefinition definition = definition(FormType.PROFILE_EDIT, "{}");
        assertThat(refusedAtOnce(
                        () -> metadata.templates.create(tenant, definition),
                        () -> metadata.templates.create(tenant, definition),
                        () -> metadata.templates.create(tenant, definition)))
                .containsExactly("form-exists", "form-exists");
        FormTemplate template = metadata.templates.own(tenant, FormType.PROFILE_EDIT, "profile", "fitness_model");
        assertThat(refusedAtOnce(
                        () -> metadata.templates.update(tenant, template.id(), 1, any -> definition),
                        () -> metadata.templates.update(tenant, template.id(), 1, any -> definition)))
                .containsExactly("precondition-failed");
    }

    @Test
    void whatItIsForStays() {
        CallContext tenant = metadata.tenant();
        FormTemplate template = metadata.templates.create(tenant, definition(FormType.SEARCH, "{}"));
        assertRefused(
                "invalid-request",
                () -> metadata.templates.update(
                        tenant, template.id(), 1, any -> definition(FormType.REGISTRATION, "{}")),
                "formType");
    }

    @Test
    void idsOfAnotherTenantAreUnknown() {
        CallContext tenant = metadata.tenant();
        CallContext other = metadata.tenant();
        FormTemplate template = metadata.templates.create(tenant, definition(FormType.REGISTRATION, "{}"));
        assertRefused("not-found", () -> metadata.templates.get(other, template.id()));
        assertRefused("not-found", () -> metadata.templates.delete(other, template.id()));
        assertRefused("not-found", () -> metadata.templates.update(other, template.id(), 1, definition -> definition));
        assertThat(metadata.templates.inEffect(other, FormType.REGISTRATION, "profile", "fitness_model"))
                .isNull();
    }

    @Test
    void theTenantsOwnTakesThePlaceOfThePlatforms() {
        CallContext tenant = metadata.tenant();
        FormTemplate global = metadata.templates.create(
                platform, definition(FormType.SEARCH, "{\"uiSchema\": {\"q\": {\"ui:help\": \"global\"}}}"));
        assertThat(global.global()).isTrue();
        assertThat(ui(search(tenant)).at("/q/ui:help").asText()).isEqualTo("global");
        FormTemplate own = metadata.templates.create(
                tenant, definition(FormType.SEARCH, "{\"uiSchema\": {\"q\": {\"ui:help\": \"own\"}}}"));
        assertThat(search(tenant).templateId()).isEqualTo(own.id());
        assertThat(ui(search(tenant)).at("/q/ui:help").asText()).isEqualTo("own");
        assertThat(search(metadata.tenant()).templateId()).isEqualTo(global.id());
        metadata.templates.delete(tenant, own.id());
        assertThat(search(tenant).templateId()).isEqualTo(global.id());
        metadata.templates.delete(platform, global.id());
        assertThat(search(tenant).templateId()).isNull();
    }

    @Test
    void aChangeOfFieldsOrTemplateIsSeenAtOnce() {
        CallContext tenant = metadata.tenant();
        ServedForm before = metadata.forms.serve(tenant, FormType.REGISTRATION, "profile", "fitness_model");
        CustomField field = metadata.fields.create(
                tenant,
                new CustomFieldFields(
                        "profile", "shoeSize", FieldType.NUMBER, null, true, false, false, false, false, null, 0));
        ServedForm after = metadata.forms.serve(tenant, FormType.REGISTRATION, "profile", "fitness_model");
        assertThat(schema(after).at("/properties/shoeSize/type").asText()).isEqualTo("number");
        assertThat(schema(before).path("properties").has("shoeSize")).isFalse();
        metadata.templates.create(
                tenant, definition(FormType.REGISTRATION, "{\"uiSchema\": {\"shoeSize\": {\"ui:help\": \"EU\"}}}"));
        metadata.fields.delete(tenant, field.id(), true);
        ServedForm last = metadata.forms.serve(tenant, FormType.REGISTRATION, "profile", "fitness_model");
        assertThat(schema(last).path("properties").has("shoeSize")).isFalse();
        assertThat(ui(last).has("shoeSize"))
                .as("what the template says of it does no harm")
                .isFalse();
    }

    @Test
    void whoDoesNotSeeWhatIsRestrictedGetsAnotherForm() {
        CallContext tenant = metadata.tenant();
        CallContext user = TestContexts.user(tenant.requireTenant(), "tenant.form.read");
        assertThat(schema(search(tenant)).path("properties").has("notes")).isTrue();
        assertThat(schema(search(user)).path("properties").has("notes")).isFalse();
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlaces() {
        CallContext tenant = metadata.tenant();
        assertRefused(
                "form-invalid",
                () -> metadata.templates.create(
                        tenant, definition(FormType.REGISTRATION, "{\"formSchema\": [], \"uiSchema\": {}}")),
                "/formSchema");
        assertRefused(
                "form-invalid",
                () -> metadata.templates.create(
                        tenant,
                        definition(
                                FormType.REGISTRATION,
                                """
                                {"formSchema": {"properties": {"bio": {"$ref": "#/$defs/nowhere"}}}}
                                """)),
                "/formSchema/properties/bio/$ref");
        assertRefused(
                "form-invalid",
                () -> metadata.templates.create(
                        tenant,
                        definition(
                                FormType.REGISTRATION,
                                """
                                {"uiSchema": {"ui:order": ["shoe", "*"]}, "redirectUrl": "http://example.org",
                                 "conditionalLogic": [{"field": "bio", "when": "form.", "then": "show"}]}
                                """)),
                "/uiSchema/ui:order/0",
                "/redirectUrl",
                "/conditionalLogic/0/when");
        assertRefused(
                "schema-unknown",
                () -> metadata.templates.create(tenant, FormDefinition.of(FormType.SEARCH, "profile", "ghost")));
        assertRefused("not-found", () -> metadata.forms.serve(tenant, FormType.SEARCH, "profile", "ghost"));
    }

    private static ServedForm search(CallContext context) {
        return metadata.forms.serve(context, FormType.SEARCH, "profile", "fitness_model");
    }
}
