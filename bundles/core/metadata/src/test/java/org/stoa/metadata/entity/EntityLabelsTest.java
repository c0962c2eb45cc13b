package org.stoa.metadata.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.metadata.MetadataFixture.profile;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.category.Category;
import org.stoa.metadata.category.CategoryFields;
import org.stoa.metadata.tag.TagSetFields;
import org.stoa.metadata.tag.Vocabulary;

/** Entities lie in categories and have tags, and are found and counted by them. */
class EntityLabelsTest {

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"heightCm": {"type": "integer"}}}}
            """;

    private static MetadataFixture metadata;
    private final CallContext tenant = newTenant();

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
        metadata.activate(context, SCHEMA);
        return context;
    }

    @Test
    void whatLiesInACategoryLiesInThoseAboveIt() {
        Category fashion = category("fashion", null, null);
        Category runway = category("runway", fashion, null);
        Entity anna = create("Anna", 180);
        Entity berta = create("Berta", 170);
        create("Clara", 160);
        metadata.labels.assign(tenant, anna, runway.id());
        metadata.labels.assign(tenant, berta, fashion.id());

        assertThat(metadata.names(tenant, "category", "runway")).containsExactly("Anna");
        assertThat(metadata.names(tenant, "category", "fashion")).containsExactly("Berta", "Anna");
        assertThat(metadata.names(tenant, "category.not", "runway")).containsExactly("Clara", "Berta");
        assertThat(metadata.names(tenant, "category.exists", "false")).containsExactly("Clara");
        assertThat(metadata.find(tenant, "facets", "category").facets().get("category"))
                .hasToString("[FacetCount[value=fashion, count=1], FacetCount[value=runway, count=1]]");
        metadata.labels.unassign(tenant, anna, runway.id());
        assertThat(metadata.names(tenant, "category", "fashion")).containsExactly("Berta");
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> metadata.names(tenant, "category", "nowhere"));
        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("category");
    }

    @Test
    void rulesPutEntitiesIntoCategories() {
        category("tall", null, List.of("data.heightCm >= 178"));
        Entity anna = create("Anna", 180);
        create("Berta", 170);
        assertThat(metadata.names(tenant, "category", "tall")).containsExactly("Anna");
        metadata.entities.update(tenant, "profile", anna.id(), 1, fields -> fields("Anna", 150));
        assertThat(metadata.names(tenant, "category", "tall")).isEmpty();
    }

    @Test
    void tagsAreFoundAndCounted() {
        metadata.tagSets.create(tenant, new TagSetFields("skill", Map.of("en", "Skill"), Vocabulary.OPEN, null, null));
        Entity anna = create("Anna", 180);
        Entity berta = create("Berta", 170);
        assertThat(metadata.labels.setTags(tenant, anna, List.of("skill:Horse riding", "skill:golf")))
                .containsExactly("skill:golf", "skill:horse-riding");
        metadata.labels.setTags(tenant, berta, List.of("skill:golf"));
        assertThat(metadata.names(tenant, "tag", "skill:golf")).containsExactly("Berta", "Anna");
        assertThat(metadata.names(tenant, "tag", "skill:horse-riding")).containsExactly("Anna");
        assertThat(metadata.find(tenant, "facets", "tag").facets().get("tag"))
                .hasToString("[FacetCount[value=skill:golf, count=2], FacetCount[value=skill:horse-riding, count=1]]");
        metadata.labels.setTags(tenant, anna, List.of());
        assertThat(metadata.names(tenant, "tag", "skill:golf")).containsExactly("Berta");
    }

    private Category category(String slug, Category parent, List<String> rules) {
        return metadata.categories.create(
                tenant,
                new CategoryFields(
                        parent == null ? null : parent.id(),
                        slug,
                        Map.of("en", slug),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        rules));
    }

    private Entity create(String name, int height) {
        return metadata.entities.create(tenant, "profile", fields(name, height));
    }

    private static EntityFields fields(String name, int height) {
        return profile("model", name, "active", "{\"heightCm\": " + height + "}");
    }
}
