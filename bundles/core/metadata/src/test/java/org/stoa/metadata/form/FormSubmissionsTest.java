package org.stoa.metadata.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;
import static org.stoa.metadata.form.FormModels.FITNESS;
import static org.stoa.metadata.form.FormModels.definition;
import static org.stoa.metadata.form.FormModels.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.FormSubmitted;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.field.CustomFieldFields;
import org.stoa.metadata.form.FormSubmissions.Target;
import org.stoa.metadata.model.FieldType;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.TestContexts;

/** What was filled in becomes an entity, or is refused with every place that is wrong. */
class FormSubmissionsTest {

    private static final Target REGISTRATION = new Target(FormType.REGISTRATION, "profile", "fitness_model");
    private static final Target EDIT = new Target(FormType.PROFILE_EDIT, "profile", "fitness_model");
    private static final Target SEARCH = new Target(FormType.SEARCH, "profile", "fitness_model");
    private static final String ANNA = "{\"name\": \"Anna\", \"heightCm\": 170, \"badge\": \"A1\"}";

    private static MetadataFixture metadata;

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void aRegistrationBecomesAnEntity() {
        CallContext tenant = tenant();
        CallContext user = TestContexts.user(tenant.requireTenant(), "tenant.form.read", "tenant.profile.write");
        metadata.templates.create(
                tenant,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"formSchema": {"properties": {"acceptTerms": {"type": "boolean", "const": true},
                            "location": true, "firstName": {"type": "string"}}, "required": ["acceptTerms"]},
                         "computedFields": [{"name": "name", "type": "TEXT", "expression": "form.firstName + ' B.'"}],
                         "submitActions": [
                            {"type": "create_entity", "parameters": {"owner": "caller"}},
                            {"type": "set_status", "parameters": {"status": "pending"}},
                            {"type": "emit_event", "parameters": {"name": "model-applied",
                               "fields": ["acceptTerms", "bio", "badge"]}}],
                         "redirectUrl": "/profiles/{slug}?id={id}"}
                        """));
        Submission submission = metadata.submissions.submit(
                user,
                REGISTRATION,
                data(
                        """
                        {"firstName": "Anna", "heightCm": 170, "hairColor": "red", "badge": "A1", "acceptTerms": true,
                         "location": {"latitude": 48.2, "longitude": 16.4}}
                        """),
                null);
        Entity entity =
                metadata.entities.get(tenant, "profile", submission.entity().id());
        assertThat(entity.name()).isEqualTo("Anna B.");
        assertThat(entity.status()).isEqualTo("pending");
        assertThat(entity.ownerId()).isEqualTo(user.caller().userId());
        assertThat(Documents.parse(entity.structuredData()))
                .isEqualTo(json("{\"heightCm\": 170, \"hairColor\": \"red\"}"));
        assertThat(Documents.parse(entity.customFields())).isEqualTo(json("{\"badge\": \"A1\"}"));
        assertThat(entity.location().latitude()).isEqualTo(48.2);
        assertThat(submission.redirectUrl()).isEqualTo("/profiles/" + entity.slug() + "?id=" + entity.id());
        RecordingListener<FormSubmitted> listener = new RecordingListener<>(FormSubmitted.class);
        metadata.databases.deliverEvents(listener);
        assertThat(listener.of(tenant))
                .containsExactly(new FormSubmitted(
                        "model-applied",
                        "registration",
                        "profile",
                        "fitness_model",
                        entity.id(),
                        Map.of("acceptTerms", true, "badge", "A1")));
    }

    @Test
    void everythingThatIsWrongIsToldAndNothingIsDone() {
        CallContext tenant = tenant();
        assertRefused(
                "data-invalid",
                () -> metadata.submissions.submit(
                        tenant,
                        REGISTRATION,
                        data(
                                "{\"heightCm\": 20, \"hairColor\": 5, \"shoe\": 1, \"badge\": 7, \"guardian\": {\"phone\": 1}}"),
                        null),
                "/name",
                "/heightCm",
                "/hairColor",
                "/shoe",
                "/badge",
                "/guardian/phone",
                "/guardian/name",
                "/guardian/consent");
        assertThat(metadata.names(tenant)).isEmpty();
    }

    @Test
    void aValueThatIsTakenIsToldOfTheFieldOfTheForm() {
        CallContext tenant = tenant();
        metadata.submissions.submit(tenant, REGISTRATION, data(ANNA), null);
        assertRefused(
                "value-taken", () -> metadata.submissions.submit(tenant, REGISTRATION, data(ANNA), null), "/badge");
        assertThat(metadata.names(tenant)).containsExactly("Anna");
    }

    @Test
    void aRepeatedRequestIsDoneOnce() {
        CallContext tenant = tenant();
        CallContext once = TestContexts.repeatable(tenant, "register", "body");
        Submission first = metadata.submissions.submit(once, REGISTRATION, data(ANNA), null);
        Submission second = metadata.submissions.submit(
                TestContexts.repeatable(tenant, "register", "body"), REGISTRATION, data(ANNA), null);
        assertThat(second).isEqualTo(first);
        FormData edit = new FormData(
                new Json("{\"name\": \"Berta\", \"heightCm\": 171}"),
                first.entity().id());
        Submission changed =
                metadata.submissions.submit(TestContexts.repeatable(tenant, "edit", "body"), EDIT, edit, 1L);
        Submission again = metadata.submissions.submit(TestContexts.repeatable(tenant, "edit", "body"), EDIT, edit, 1L);
        assertThat(again).isEqualTo(changed);
        assertThat(metadata.entities.get(tenant, "profile", first.entity().id()).version())
                .isEqualTo(2);
    }

    @Test
    void anEditChangesWhatTheFormHasAndKeepsTheRest() {
        CallContext tenant = tenant();
        metadata.templates.create(
                tenant,
                definition(
                        FormType.PROFILE_EDIT,
                        """
                        {"formSchema": {"properties": {"bio": true, "hairColor": true, "moreNotes": true},
                            "additionalProperties": false},
                         "conditionalLogic": [{"field": "moreNotes", "when": "form.hairColor == 'red'", "then": "show"}]}
                        """));
        Entity entity = register(
                tenant,
                """
                {"name": "Anna", "heightCm": 170, "bio": "old", "hairColor": "red", "moreNotes": "x", "notes": "n",
                 "badge": "B"}
                """);
        Submission submission = metadata.submissions.submit(
                tenant,
                EDIT,
                new FormData(new Json("{\"hairColor\": \"blond\", \"moreNotes\": \"y\"}"), entity.id()),
                1L);
        assertThat(structured(submission.entity()))
                .as("bio was emptied, and moreNotes is hidden")
                .isEqualTo(json("{\"heightCm\": 170, \"hairColor\": \"blond\", \"notes\": \"n\"}"));
        assertThat(submission.entity().name()).isEqualTo("Anna");
        assertThat(submission.entity().version()).isEqualTo(2);
        assertRefused(
                "precondition-failed",
                () -> metadata.submissions.submit(tenant, EDIT, new FormData(new Json("{}"), entity.id()), 1L));
    }

    @Test
    void whatOneDoesNotSeeStaysWhenOneEdits() {
        CallContext tenant = tenant();
        CallContext user = TestContexts.user(tenant.requireTenant(), "tenant.form.read", "tenant.profile.write");
        Entity entity = metadata.entities.create(
                tenant,
                "profile",
                MetadataFixture.profile(
                        "fitness_model",
                        "Kid",
                        "active",
                        """
                        {"heightCm": 120, "age": 9, "notes": "secret",
                         "guardian": {"name": "Mum", "phone": "123", "consent": true}}
                        """));
        assertRefused(
                "data-invalid",
                () -> metadata.submissions.submit(
                        user,
                        EDIT,
                        new FormData(
                                new Json(
                                        """
                                        {"name": "Kid", "heightCm": 120, "age": 9, "notes": "mine",
                                         "guardian": {"name": "Dad", "consent": false}}
                                        """),
                                entity.id()),
                        1L),
                "/notes",
                "/guardian");
        Submission submission = metadata.submissions.submit(
                user,
                EDIT,
                new FormData(
                        new Json(
                                "{\"name\": \"Kid\", \"heightCm\": 121, \"age\": 9, \"guardian\": {\"name\": \"Dad\", \"consent\": true}}"),
                        entity.id()),
                1L);
        assertThat(structured(submission.entity()).toString())
                .doesNotContain("secret")
                .doesNotContain("123");
        assertThat(structured(metadata.entities.get(tenant, "profile", entity.id())))
                .isEqualTo(
                        json(
                                """
                                {"heightCm": 121, "age": 9, "notes": "secret",
                                 "guardian": {"name": "Dad", "phone": "123", "consent": true}}
                                """));
    }

    @Test
    void aStepIsCheckedByItselfAndChangesNothing() {
        CallContext tenant = tenant();
        metadata.templates.create(
                tenant,
                definition(
                        FormType.REGISTRATION,
                        """
                        {"steps": [{"id": "who", "title": {"en": "Who"}, "fields": ["name", "bio"]},
                            {"id": "rest", "title": {"en": "Rest"}, "fields": []}]}
                        """));
        CallContext reader = TestContexts.user(tenant.requireTenant(), "tenant.form.read");
        Submission checked =
                metadata.submissions.check(reader, REGISTRATION, data("{\"name\": \"Anna\", \"heightCm\": 1}"), "who");
        assertThat(checked.entity()).isNull();
        assertThat(Documents.parse(checked.data())).isEqualTo(json("{\"name\": \"Anna\", \"heightCm\": 1}"));
        assertRefused(
                "data-invalid",
                () -> metadata.submissions.check(reader, REGISTRATION, data("{\"bio\": 7, \"heightCm\": 1}"), "who"),
                "/name",
                "/bio");
        assertRefused(
                "data-invalid",
                () -> metadata.submissions.check(reader, REGISTRATION, data("{\"bio\": 7, \"heightCm\": 1}"), "rest"),
                "/heightCm");
        assertRefused(
                "invalid-request",
                () -> metadata.submissions.check(reader, REGISTRATION, data("{}"), "nowhere"),
                "step");
        assertThat(metadata.names(tenant)).isEmpty();
    }

    @Test
    void whoMayNotWriteProfilesCannotSubmit() {
        CallContext tenant = tenant();
        Entity entity = register(tenant, ANNA);
        CallContext reader = TestContexts.user(tenant.requireTenant(), "tenant.form.read", "tenant.entity.write");
        assertRefused("permission-denied", () -> metadata.submissions.submit(reader, REGISTRATION, data(ANNA), null));
        FormData edit = new FormData(new Json(ANNA), entity.id());
        assertRefused("permission-denied", () -> metadata.submissions.submit(reader, EDIT, edit, 1L));
        assertThat(metadata.submissions
                        .submit(reader, SEARCH, data("{\"q\": \"Anna\"}"), null)
                        .search())
                .isEqualTo("profiles?subtype=fitness_model&q=Anna");
    }

    @Test
    void anEntityMustBeOneOfTheTenantAndOfTheForm() {
        CallContext tenant = tenant();
        metadata.activate(tenant, FITNESS.replace("fitness_model", "pet"));
        Entity foreign = register(tenant(), ANNA);
        Entity own = register(tenant, ANNA);
        assertRefused("not-found", () -> edit(tenant, EDIT, foreign.id()));
        assertRefused(
                "invalid-request",
                () -> edit(tenant, new Target(FormType.PROFILE_EDIT, "profile", "pet"), own.id()),
                "entityId");
        assertRefused("invalid-request", () -> edit(tenant, EDIT, null), "entityId");
        assertRefused("invalid-request", () -> edit(tenant, REGISTRATION, own.id()), "entityId");
    }

    @Test
    void aSearchFormFindsByItsAddress() {
        CallContext tenant = tenant();
        register(tenant, "{\"name\": \"Small\", \"heightCm\": 150, \"hairColor\": \"red\", \"badge\": \"1\"}");
        register(tenant, "{\"name\": \"Tall\", \"heightCm\": 180, \"hairColor\": \"red\", \"badge\": \"2\"}");
        register(tenant, "{\"name\": \"Blond\", \"heightCm\": 180, \"hairColor\": \"blond\", \"badge\": \"3\"}");
        String address = metadata.submissions
                .submit(tenant, SEARCH, data("{\"heightCm\": {\"from\": 160}, \"hairColor\": [\"red\"]}"), null)
                .search();
        String[] query = Arrays.stream(
                        address.substring(address.indexOf('?') + 1).split("[&=]"))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toArray(String[]::new);
        assertThat(metadata.names(tenant, query)).containsExactly("Tall");
    }

    private static Submission edit(CallContext context, Target target, UUID entityId) {
        return metadata.submissions.submit(context, target, new FormData(new Json(ANNA), entityId), 1L);
    }

    private static CallContext tenant() {
        CallContext tenant = metadata.tenant();
        metadata.activate(tenant, FITNESS);
        metadata.fields.create(
                tenant,
                new CustomFieldFields(
                        "profile", "badge", FieldType.TEXT, null, false, true, false, false, false, null, 0));
        return tenant;
    }

    private static Entity register(CallContext tenant, String data) {
        return metadata.submissions
                .submit(tenant, REGISTRATION, data(data), null)
                .entity();
    }

    private static FormData data(String data) {
        return new FormData(new Json(data), null);
    }

    private static JsonNode structured(Entity entity) {
        return Documents.parse(entity.structuredData());
    }
}
