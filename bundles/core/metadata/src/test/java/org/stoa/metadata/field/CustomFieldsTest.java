package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.model.FieldType;

/** Tenants add fields to entities that are in use, change what they are used for, and remove them. */
class CustomFieldsTest {

    private static final String PLAIN =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"city": {"type": "string"}}}, "filterableFields": ["city"]}
            """;

    private static MetadataFixture metadata;
    private CallContext tenant = newTenant();

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    private static CallContext newTenant() {
        CallContext context = metadata.tenant();
        metadata.activate(context, PLAIN);
        return context;
    }

    @Test
    void aNewFieldTakesValuesAtOnceAndIsFound() {
        add("agencyNumber", FieldType.NUMBER, false, true);
        create("Anna", "{\"agencyNumber\": 7.50}");
        create("Berta", "{\"agencyNumber\": -12}");
        create("Clara", "{\"agencyNumber\": 100}");
        assertThat(metadata.names(tenant, "agencyNumber.gt", "-12", "agencyNumber.lte", "7.5"))
                .containsExactly("Anna");
        assertThat(metadata.names(tenant, "sort", "agencyNumber")).containsExactly("Berta", "Anna", "Clara");
        ProblemException problem = refused("Dora", "{\"agencyNumber\": \"many\", \"unknown\": 1}");
        assertThat(problem.errors()).extracting(FieldError::field).contains("/customFields/agencyNumber");
        assertThat(problem.errors()).hasSize(2);
    }

    @Test
    void choicesComeFromAnOptionSet() {
        OptionSet colors = metadata.optionSets.create(
                tenant,
                new OptionSetFields(
                        "Eye colors",
                        List.of(
                                new Option("blue", Map.of("en", "Blue", "de", "Blau"), false),
                                new Option("green", Map.of("en", "Green"), false))));
        metadata.fields.create(
                tenant,
                new CustomFieldFields(
                        "profile",
                        "eyes",
                        FieldType.MULTISELECT,
                        null,
                        true,
                        false,
                        true,
                        true,
                        false,
                        colors.id(),
                        1));
        create("Anna", "{\"eyes\": [\"blue\", \"green\"]}");
        assertThat(metadata.names(tenant, "eyes", "green")).containsExactly("Anna");
        assertThat(refused("Berta", "{\"eyes\": [\"pink\"]}").errors()).isNotEmpty();
        assertThat(refused("Clara", "{}").errors())
                .extracting(FieldError::field)
                .containsExactly("/customFields/eyes");
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> metadata.optionSets.update(
                        tenant,
                        colors.id(),
                        1,
                        fields -> new OptionSetFields("Eyes", List.of(new Option("blue", Map.of(), false)))));
        assertThat(problem.code().code()).isEqualTo("field-in-use");
    }

    @Test
    void ofManyAtOnceExactlyOneGetsAUniqueValue() throws Exception {
        add("badge", FieldType.TEXT, true, false);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = "Model " + i;
            String badge = "{\"badge\": \"B" + i % 4 + "\"}";
            attempts.add(() -> {
                try {
                    create(name, badge);
                    return true;
                } catch (ProblemException e) {
                    assertThat(e.code().code()).isEqualTo("value-taken");
                    return false;
                }
            });
        }
        long created = 0;
        for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
            created += attempt.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(created).as("one for each of four values").isEqualTo(4);
        assertThat(metadata.find(tenant, "limit", "100").items()).hasSize(4);
    }

    @Test
    void aUniqueValueIsFreeAgainWhenItsEntityIsChangedOrDeleted() {
        add("badge", FieldType.TEXT, true, false);
        Entity first = create("First", "{\"badge\": \"A\"}");
        metadata.entities.update(tenant, "profile", first.id(), 1, fields -> fields("First", "{\"badge\": \"B\"}"));
        Entity second = create("Second", "{\"badge\": \"A\"}");
        metadata.entities.delete(tenant, "profile", second.id());
        create("Third", "{\"badge\": \"A\"}");
        metadata.entities.update(
                tenant, "profile", first.id(), 2, fields -> fields("First again", "{\"badge\": \"B\"}"));
    }

    @Test
    void anExistingFieldBecomesFilterableWhileItIsInUse() {
        CustomField shoe = add("shoe", FieldType.NUMBER, false, false);
        for (int i = 0; i < 250; i++) {
            create("Model " + i, "{\"shoe\": " + (36 + i % 10) + "}");
        }
        CustomField changed = metadata.fields.update(
                tenant,
                shoe.id(),
                1,
                fields -> new CustomFieldFields(
                        "profile", "shoe", FieldType.NUMBER, null, false, false, false, true, true, null, 0));
        assertThat(changed.state()).isEqualTo(CustomField.State.PREPARING);
        metadata.align(tenant);
        assertThat(metadata.fields.get(tenant, shoe.id()).state()).isEqualTo(CustomField.State.READY);
        assertThat(metadata.fields.alignments(tenant, "profile")).first().satisfies(alignment -> {
            assertThat(alignment.state()).isEqualTo(Alignment.State.DONE);
            assertThat(alignment.total()).isEqualTo(250);
        });
        assertThat(metadata.names(tenant, "shoe", "40", "limit", "100")).hasSize(25);
    }

    @Test
    void duplicatesKeepAnExistingFieldFromBecomingUnique() {
        CustomField badge = add("badge", FieldType.TEXT, false, false);
        create("First", "{\"badge\": \"A\"}");
        create("Second", "{\"badge\": \"A\"}");
        metadata.fields.update(
                tenant,
                badge.id(),
                1,
                fields -> new CustomFieldFields(
                        "profile", "badge", FieldType.TEXT, null, false, true, false, false, false, null, 0));
        metadata.align(tenant);
        assertThat(metadata.fields.get(tenant, badge.id()).state()).isEqualTo(CustomField.State.FAILED);
        assertThat(metadata.fields.alignments(tenant, null).get(0).problem())
                .isEqualTo("1 values occur in more than one entity");
    }

    @Test
    void aFieldInUseIsRemovedOnlyWhenThatIsMeant() {
        CustomField badge = add("badge", FieldType.TEXT, false, true);
        Entity anna = create("Anna", "{\"badge\": \"A\"}");
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> metadata.fields.delete(tenant, badge.id(), false));
        assertThat(problem.code().code()).isEqualTo("field-in-use");
        metadata.fields.delete(tenant, badge.id(), true);
        assertThat(refused("Berta", "{\"badge\": \"B\"}").errors()).hasSize(1);
        metadata.align(tenant);
        assertThat(metadata.entities
                        .get(tenant, "profile", anna.id())
                        .customFields()
                        .text())
                .isEqualTo("{}");
        ProblemException gone =
                catchThrowableOfType(ProblemException.class, () -> metadata.fields.get(tenant, badge.id()));
        assertThat(gone.code().code()).isEqualTo("not-found");
        add("badge", FieldType.NUMBER, false, true);
    }

    @Test
    void aFieldIsAskedForWhileItIsVisible() {
        metadata.fields.create(
                tenant,
                new CustomFieldFields(
                        "profile",
                        "visa",
                        FieldType.DATE,
                        new CustomFieldDetails(null, null, null, null, null, null, "data.city == 'London'"),
                        true,
                        false,
                        false,
                        false,
                        false,
                        null,
                        0));
        metadata.entities.create(tenant, "profile", in("Paris", "{}"));
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> metadata.entities.create(tenant, "profile", in("London", "{}")));
        assertThat(problem.errors()).containsExactly(new FieldError("/customFields/visa", "is required"));
        metadata.entities.create(tenant, "profile", in("London", "{\"visa\": \"2027-01-31\"}"));
    }

    @Test
    void whatAFieldCannotBeIsNamed() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> metadata.fields.create(
                        tenant,
                        new CustomFieldFields(
                                "profile", "city", FieldType.GEO_POINT, null, false, true, true, true, true, null, 0)));
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "unique", "searchable", "filterable", "sortable");
        ProblemException pattern = catchThrowableOfType(
                ProblemException.class,
                () -> metadata.fields.create(
                        tenant,
                        new CustomFieldFields(
                                "profile",
                                "code",
                                FieldType.TEXT,
                                new CustomFieldDetails(
                                        null,
                                        null,
                                        null,
                                        null,
                                        new CustomFieldDetails.Limits(null, null, null, null, "(unclosed"),
                                        null,
                                        null),
                                false,
                                false,
                                false,
                                false,
                                false,
                                null,
                                0)));
        assertThat(pattern.errors()).isNotEmpty();
    }

    private CustomField add(String name, FieldType type, boolean unique, boolean comparable) {
        return metadata.fields.create(
                tenant,
                new CustomFieldFields(
                        "profile", name, type, null, false, unique, false, comparable, comparable, null, 0));
    }

    private Entity create(String name, String custom) {
        return metadata.entities.create(tenant, "profile", fields(name, custom));
    }

    private static EntityFields fields(String name, String custom) {
        return new EntityFields("model", name, null, "active", null, null, null, new Json(custom), null);
    }

    private static EntityFields in(String city, String custom) {
        return new EntityFields(
                "model",
                city,
                null,
                "active",
                null,
                null,
                new Json("{\"city\": \"" + city + "\"}"),
                new Json(custom),
                null);
    }

    private ProblemException refused(String name, String custom) {
        return catchThrowableOfType(ProblemException.class, () -> create(name, custom));
    }
}
