package org.stoa.metadata.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.metadata.MetadataFixture.profile;
import static org.stoa.metadata.Refusals.assertRefused;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldFields;
import org.stoa.metadata.model.FieldType;
import org.stoa.metadata.schema.SchemaDefinition;

/** Rules and computed fields of schemas: checked when they are written, applied when entities are. */
class EntityExpressionsTest {

    private static MetadataFixture metadata;
    private final CallContext tenant = metadata.tenant();

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    private static String schema(String rules, String computed) {
        return """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties": {
                "heightCm": {"type": "number"}, "weightKg": {"type": "number"}, "birthDate": {"type": "string"},
                "name": {"type": "string"}, "list": {"type": "array", "items": {"type": "number"}}}},
             "validationRules": [%s], "computedFields": [%s], "filterableFields": []}
            """
                .formatted(rules, computed);
    }

    private static String rule(String name, String expression) {
        return "{\"name\": \"%s\", \"expression\": \"%s\", \"message\": {\"en\": \"is wrong\"}}"
                .formatted(name, expression);
    }

    private static String computed(String name, String type, String expression) {
        return "{\"name\": \"%s\", \"type\": \"%s\", \"expression\": \"%s\"}".formatted(name, type, expression);
    }

    private static SchemaDefinition definition(String schema) {
        return Documents.read(new Json(schema), SchemaDefinition.class);
    }

    private Json computedFields(String data) {
        return metadata.entities
                .create(tenant, "profile", profile("model", "Anna", "active", data))
                .computedFields();
    }

    private CustomField field(String name, String details) {
        return metadata.fields.create(
                tenant,
                Documents.read(
                        new Json(
                                "{\"entityType\": \"profile\", \"name\": \"%s\", \"type\": \"NUMBER\", \"details\": %s}"
                                        .formatted(name, details)),
                        CustomFieldFields.class));
    }

    @Test
    void valuesAreTheSameHoweverNumbersAreWritten() {
        metadata.activate(
                tenant,
                schema(
                        "",
                        computed("bodyMassIndex", "NUMBER", "data.weightKg * 10000 / (data.heightCm * data.heightCm)")
                                + ","
                                + computed("half", "NUMBER", "data.weightKg / 2")));
        String expected = "{\"bodyMassIndex\":20.76124567474048442906574394463668,\"half\":30}";
        assertThat(Documents.parse(computedFields("{\"heightCm\": 170, \"weightKg\": 60}")))
                .isEqualTo(Documents.parse(new Json(expected)));
        assertThat(Documents.parse(computedFields("{\"heightCm\": 170.0, \"weightKg\": 6e1}")))
                .isEqualTo(Documents.parse(new Json(expected)));
        assertThat(Documents.parse(computedFields("{\"heightCm\": 0, \"weightKg\": 60}")))
                .as("there is no value")
                .isEqualTo(Documents.parse(new Json("{\"half\": 30}")));
    }

    @Test
    void slipsAreNamedWhenASchemaIsWritten() {
        String wrong = schema(
                rule("a", "data.hieghtCm > 3") + "," + rule("b", "data.heightCm > 3 &&\\n  data.name > 3"),
                computed("c", "NUMBER", "data.name") + "," + computed("d", "TEXT", "entity.nmae + custom.shoe"));
        ProblemException problem = assertRefused(
                "schema-invalid",
                () -> metadata.schemas.draft(tenant, definition(wrong)),
                "/validationRules/0/expression",
                "/validationRules/1/expression",
                "/computedFields/0/expression",
                "/computedFields/1/expression");
        assertThat(problem.errors())
                .extracting(FieldError::message)
                .containsExactly(
                        "1:5 there is no member 'hieghtCm'",
                        "2:13 '>' is not possible for text, number",
                        "1:5 must give a number, but gives text",
                        "1:7 there is no member 'nmae'; 1:21 there is no member 'shoe'");
    }

    @Test
    void whatACustomFieldLeavesBehindCanStillBeRead() {
        CustomField bonus = field("bonus", "{\"label\": {\"en\": \"Bonus\"}}");
        String schema = schema(
                rule("bonus", "!has(custom.bonus) || custom.bonus < 10"),
                computed("more", "NUMBER", "custom.bonus * 2"));
        metadata.activate(tenant, schema);
        metadata.fields.delete(tenant, bonus.id(), false);
        metadata.align(tenant);
        assertThat(computedFields("{}").text()).isEqualTo("{}");
        assertRefused(
                "schema-invalid",
                () -> metadata.schemas.draft(tenant, definition(schema)),
                "/validationRules/0/expression",
                "/computedFields/0/expression");
        String other = schema("", computed("more", "NUMBER", "data.heightCm"));
        var draft = metadata.schemas.draft(tenant, definition(other));
        assertRefused(
                "schema-invalid",
                () -> metadata.schemas.update(tenant, draft.id(), draft.version(), any -> definition(schema)),
                "/validationRules/0/expression",
                "/computedFields/0/expression");
    }

    @Test
    void schemasOfThePlatformMayNameFieldsOfTenants() {
        CallContext platform = PlatformRows.of(tenant);
        var draft = metadata.schemas.draft(platform, definition(schema(rule("a", "custom.anything > 3"), "")));
        metadata.schemas.check(platform, draft.id());
        metadata.schemas.delete(platform, draft.id());
        assertRefused(
                "schema-invalid",
                () -> metadata.schemas.draft(platform, definition(schema(rule("a", "data.hieght > 3"), ""))),
                "/validationRules/0/expression");
    }

    @Test
    void conditionsOfCustomFieldsMayNameWhatASchemaOfTheTypeHas() {
        metadata.activate(tenant, schema("", ""));
        ProblemException problem = assertRefused(
                "expression-invalid",
                () -> field("shoe", "{\"visibleWhen\": \"data.hieght > 3\"}"),
                "details.visibleWhen");
        assertThat(problem.errors().get(0).message()).isEqualTo("1:5 there is no member 'hieght'");
        CustomField shoe = field("shoe", "{\"visibleWhen\": \"data.heightCm > 3 && has(custom.shoe)\"}");
        metadata.activate(
                tenant, schema("", "").replace("\"model\"", "\"actor\"").replace("heightCm", "voice"));
        field("second", "{\"visibleWhen\": \"has(data.voice) || data.heightCm > custom.shoe\"}");
        assertRefused(
                "expression-invalid",
                () -> metadata.fields.update(
                        tenant,
                        shoe.id(),
                        shoe.version(),
                        before -> Documents.read(
                                new Json(
                                        """
                                {"entityType": "profile", "name": "shoe", "type": "NUMBER",
                                 "details": {"visibleWhen": "data.hieght > 3"}}
                                """),
                                CustomFieldFields.class)),
                "details.visibleWhen");
        assertThat(shoe.type()).isEqualTo(FieldType.NUMBER);
    }

    @Test
    void aRuleOfWhichNothingCanBeToldSaysWhy() {
        metadata.activate(tenant, schema(rule("tall", "data.heightCm > 3"), ""));
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> metadata.entities.create(tenant, "profile", profile("model", "Anna", "active", "{}")));
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("/structuredData", "is wrong [tall: 1:5 there is no member 'heightCm']"));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aHundredRulesThatAreTooMuchWorkEndSoon() {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rules.add(rule("rule-" + i, "data.list.all(a, data.list.all(b, data.list.all(c, a + b + c > " + i + ")))"));
        }
        metadata.activate(tenant, schema(String.join(",", rules), ""));
        String data = "{\"list\": [1000" + ", 1000".repeat(2_000) + "]}";
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> metadata.entities.create(tenant, "profile", profile("model", "Anna", "active", data)));
        assertThat(problem.errors()).hasSize(100);
        assertThat(problem.errors().get(0).message()).matches("is wrong \\[rule-0: 1:\\d+ is too much work]");
        assertThat(problem.errors().get(99).message())
                .matches("is wrong \\[rule-99: 1:\\d+ is too much work, together with the other expressions]");
    }

    @Test
    void todayIsTheDayWhereTheTenantIs() {
        String schema = schema(
                "", computed("age", "NUMBER", "age(data.birthDate, today)") + "," + computed("day", "DATE", "today"));
        // it is 09:00 in UTC
        for (String[] each :
                new String[][] {{"Pacific/Kiritimati", "2026-03-01", "18"}, {"Pacific/Honolulu", "2026-02-28", "17"}}) {
            CallContext there = CallContext.system(Ids.next(), "test");
            metadata.tenantClock.zones.put(there.requireTenant(), ZoneId.of(each[0]));
            metadata.activate(there, schema);
            Entity entity = metadata.entities.create(
                    there, "profile", profile("model", "Anna", "active", "{\"birthDate\": \"2008-03-01\"}"));
            assertThat(Documents.parse(entity.computedFields()))
                    .isEqualTo(Documents.parse(new Json("{\"age\": %s, \"day\": \"%s\"}".formatted(each[2], each[1]))));
        }
    }
}
