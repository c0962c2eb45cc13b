package org.stoa.metadata.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.metadata.MetadataFixture.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.schema.SchemaCheck;
import org.stoa.metadata.schema.SchemaDefinition;

/** Entities follow the schema of their subtype, and are found by what it declares. */
class EntitiesTest {

    private static final String FITNESS =
            """
            {"entityType": "profile", "entitySubtype": "fitness_model", "label": {"en": "Fitness model"},
             "baseSchema": {"type": "object", "properties": {
                "heightCm": {"type": "integer", "minimum": 50, "maximum": 250},
                "hairColor": {"type": "string", "enum": ["brown", "blond", "red"]},
                "bio": {"type": "string"}, "sports": {"type": "array", "items": {"type": "string"}},
                "weightKg": {"type": "number"},
                "guardian": {"type": "object", "properties": {"name": {"type": "string"}, "consent": {"type": "boolean"}}},
                "age": {"type": "integer"}}, "additionalProperties": false},
             "requiredFields": ["heightCm"], "searchableFields": ["bio", "sports"],
             "filterableFields": ["hairColor", "heightCm", "sports", "bodyMassIndex"], "sortableFields": ["heightCm"],
             "restrictedFields": ["guardian"],
             "validationRules": [{"name": "guardian-consent",
                "expression": "!has(data.age) || data.age >= 18 || (has(data.guardian) && data.guardian.consent)",
                "message": {"en": "A guardian must have consented"}, "field": "guardian"}],
             "computedFields": [{"name": "bodyMassIndex", "type": "NUMBER",
                "expression": "double(data.weightKg) * 10000.0 / double(data.heightCm * data.heightCm)"}]}
            """;

    private static MetadataFixture metadata;
    private static CallContext tenant;

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
        tenant = metadata.tenant();
        metadata.activate(tenant, FITNESS);
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void everyPlaceThatDoesNotFitIsToldAtOnce() {
        ProblemException problem =
                refused(tenant, profile("fitness_model", "Anna", "active", "{\"hairColor\": \"green\", \"shoe\": 1}"));
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .contains("/structuredData/hairColor", "/structuredData/heightCm");
        assertThat(problem.errors()).hasSize(3);
    }

    @Test
    void aDraftMayBeIncompleteAndIsCompleteLater() {
        Entity draft = metadata.entities.create(
                tenant, "profile", profile("fitness_model", "Draft Dora", null, "{\"hairColor\": \"red\"}"));
        assertThat(draft.status()).isEqualTo("draft");
        assertThat(draft.completeness()).isEqualTo(14);
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> metadata.entities.update(
                        tenant, "profile", draft.id(), 1, fields -> with(fields, "active", fields.structuredData())));
        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("/structuredData/heightCm");
        Entity active = metadata.entities.update(
                tenant,
                "profile",
                draft.id(),
                1,
                fields -> with(fields, "active", new Json("{\"heightCm\": 170, \"weightKg\": 60}")));
        assertThat(active.version()).isEqualTo(2);
        assertThat(Documents.parse(active.computedFields())
                        .path("bodyMassIndex")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void rulesSayWhatIsMissing() {
        ProblemException problem =
                refused(tenant, profile("fitness_model", "Kid", "active", "{\"heightCm\": 120, \"age\": 9}"));
        assertThat(problem.errors())
                .containsExactly(new FieldError(
                        "/structuredData/guardian", "A guardian must have consented [guardian-consent]"));
        metadata.entities.create(
                tenant,
                "profile",
                profile(
                        "fitness_model",
                        "Kid",
                        "active",
                        "{\"heightCm\": 120, \"age\": 9, \"guardian\": {\"name\": \"Mum\", \"consent\": true}}"));
    }

    @Test
    void entitiesAreFoundByWhatIsDeclared() {
        CallContext own = metadata.tenant();
        metadata.activate(own, FITNESS);
        create(own, "Anna", "{\"heightCm\": 180, \"hairColor\": \"brown\", \"bio\": \"Loves running in Paris\"}");
        create(
                own,
                "Berta",
                "{\"heightCm\": 90, \"hairColor\": \"blond\", \"bio\": \"Swims\", \"sports\": [\"judo\", \"golf\"]}");
        create(own, "Clara", "{\"heightCm\": 170, \"hairColor\": \"brown\", \"sports\": [\"golf\"]}");
        metadata.entities.create(own, "profile", profile("fitness_model", "Dora", "draft", "{}"));

        assertThat(metadata.names(own)).containsExactly("Dora", "Clara", "Berta", "Anna");
        assertThat(metadata.names(own, "hairColor", "brown")).containsExactly("Clara", "Anna");
        assertThat(metadata.names(own, "hairColor.not", "brown")).containsExactly("Dora", "Berta");
        assertThat(metadata.names(own, "hairColor", "")).as("none of no values").isEmpty();
        assertThat(metadata.names(own, "hairColor.not", "")).hasSize(4);
        assertThat(metadata.names(own, "heightCm.gte", "90", "heightCm.lt", "180"))
                .containsExactly("Clara", "Berta");
        assertThat(metadata.names(own, "heightCm.exists", "false")).containsExactly("Dora");
        assertThat(metadata.names(own, "sports", "golf", "hairColor", "blond,red"))
                .containsExactly("Berta");
        assertThat(metadata.names(own, "q", "run Paris")).containsExactly("Anna");
        assertThat(metadata.names(own, "q", "golf -judo")).containsExactly("Clara");
        assertThat(metadata.names(own, "status", "draft")).containsExactly("Dora");
        create(own, "Zoë Łąk", "{\"heightCm\": 100}");
        assertThat(metadata.names(own, "q", "zoe lak")).containsExactly("Zoë Łąk");
        assertThat(metadata.names(own, "q", "Zoë")).containsExactly("Zoë Łąk");
        metadata.entities.delete(
                own, "profile", metadata.find(own, "q", "zoe").items().get(0).id());
        assertThat(metadata.names(own, "sort", "heightCm")).containsExactly("Berta", "Clara", "Anna", "Dora");
        assertThat(metadata.names(own, "sort", "-heightCm")).containsExactly("Anna", "Clara", "Berta", "Dora");
        assertThat(metadata.names(own, "sort", "name")).containsExactly("Anna", "Berta", "Clara", "Dora");
        assertThat(metadata.find(own, "facets", "hairColor,sports", "hairColor", "brown")
                        .facets())
                .hasToString("{hairColor=[FacetCount[value=brown, count=2], FacetCount[value=blond, count=1]],"
                        + " sports=[FacetCount[value=golf, count=1]]}");
        assertThat(pages(own, "sort", "-heightCm")).containsExactly("Anna", "Clara", "Berta", "Dora");
        assertThat(pages(own, "sort", "createdAt")).containsExactly("Anna", "Berta", "Clara", "Dora");
        assertThat(metadata.names(metadata.tenant())).isEmpty();
    }

    @Test
    void whatIsNotDeclaredIsNamed() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> metadata.find(tenant, "eyeColor", "blue", "heightCm.gt", "tall"));
        assertThat(problem.errors()).extracting(FieldError::field).containsExactlyInAnyOrder("eyeColor", "heightCm.gt");
    }

    @Test
    void placesAreFoundWithinARadiusAlsoAcrossTheDateLine() {
        CallContext own = metadata.tenant();
        metadata.activate(own, FITNESS);
        at(own, "Vienna", 48.2082, 16.3738);
        at(own, "Bratislava", 48.1486, 17.1077);
        at(own, "Taveuni", -16.8, 179.98);
        at(own, "Rabi", -16.5, -179.99);
        assertThat(metadata.names(own, "near", "48.2,16.37", "radius", "10km")).containsExactly("Vienna");
        assertThat(metadata.names(own, "near", "48.2,16.37", "radius", "60km")).containsExactly("Bratislava", "Vienna");
        assertThat(metadata.names(own, "near", "-16.6,179.999", "radius", "50km"))
                .containsExactly("Rabi", "Taveuni");
    }

    @Test
    void aNewVersionIsTriedOnWhatThereIs() {
        CallContext own = metadata.tenant();
        metadata.activate(own, FITNESS);
        create(own, "Small", "{\"heightCm\": 90}");
        create(own, "Tall", "{\"heightCm\": 190}");
        var draft = metadata.schemas.draft(
                own,
                Documents.read(
                        new Json(FITNESS.replace("\"minimum\": 50", "\"minimum\": 100")), SchemaDefinition.class));
        SchemaCheck check = metadata.schemas.check(own, draft.id());
        assertThat(check.entities()).isEqualTo(2);
        assertThat(check.fitting()).isEqualTo(1);
        assertThat(check.problems()).hasSize(1);
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> metadata.schemas.activate(own, draft.id(), 1, false));
        assertThat(problem.code().code()).isEqualTo("data-does-not-fit");
        metadata.schemas.activate(own, draft.id(), 1, true);
        assertThat(refused(own, profile("fitness_model", "Tiny", "active", "{\"heightCm\": 80}"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("/structuredData/heightCm");
        assertThat(metadata.entities
                        .create(own, "profile", profile("fitness_model", "Third", "active", "{\"heightCm\": 180}"))
                        .schemaNumber())
                .isEqualTo(2);
    }

    private static List<String> pages(CallContext own, String... query) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            String[] page = Arrays.copyOf(query, query.length + (cursor == null ? 2 : 4));
            page[query.length] = "limit";
            page[query.length + 1] = "1";
            if (cursor != null) {
                page[query.length + 2] = "cursor";
                page[query.length + 3] = cursor;
            }
            var found = metadata.find(own, page);
            found.items().forEach(entity -> names.add(entity.name()));
            cursor = found.nextCursor();
        } while (cursor != null);
        return names;
    }

    private static void at(CallContext own, String name, double latitude, double longitude) {
        metadata.entities.create(
                own,
                "profile",
                new EntityFields(
                        "fitness_model", name, null, null, null, null, null, null, new Location(latitude, longitude)));
    }

    private static EntityFields with(EntityFields fields, String status, Json data) {
        return new EntityFields(
                fields.subtype(), fields.name(), fields.slug(), status, null, null, data, fields.customFields(), null);
    }

    private static Entity create(CallContext own, String name, String data) {
        return metadata.entities.create(own, "profile", profile("fitness_model", name, "active", data));
    }

    private static ProblemException refused(CallContext own, EntityFields fields) {
        return catchThrowableOfType(ProblemException.class, () -> metadata.entities.create(own, "profile", fields));
    }
}
