package org.stoa.metadata.industry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;
import static org.stoa.metadata.Refusals.refusedAtOnce;
import static org.stoa.metadata.industry.IndustryFixture.actions;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.EntityRows;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.category.Category;
import org.stoa.metadata.form.FormDefinition;
import org.stoa.metadata.form.FormTemplate;
import org.stoa.metadata.form.FormType;
import org.stoa.metadata.industry.Installation.State;
import org.stoa.metadata.schema.EntitySchema;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.tag.NewTag;
import org.stoa.metadata.tag.Tag;
import org.stoa.metadata.tag.TagFields;
import org.stoa.testkit.SqlMapper;
import org.stoa.testkit.TestContexts;

class IndustriesTest {

    private static final String FIRST =
            """
            {'name': {'en': 'Gardens', 'de': 'Gärten'},
             'requiredModules': ['billing'],
             'recommendedFeatures': ['maps'],
             'defaultSettings': {'%1$s.visits': 3, '%1$s.seasons': ['spring', 'autumn']},
             'categoryTree': [
               {'slug': 'plants', 'name': {'en': 'Plants', 'de': 'Pflanzen'}, 'children': [
                 {'slug': 'trees', 'name': {'en': 'Trees', 'de': 'Bäume'}},
                 {'slug': 'herbs', 'name': {'en': 'Herbs'}, 'displayOrder': 2}]}],
             'tagSets': [{'name': 'light', 'label': {'en': 'Light'}, 'tags': [
               {'slug': 'sunny', 'label': {'en': 'Sunny'}}, {'slug': 'shady', 'label': {'en': 'Shady'}}]}],
             'entitySchemas': [{'entityType': 'plant', 'entitySubtype': 'tree', 'label': {'en': 'Tree'},
               'baseSchema': {'type': 'object', 'properties': {
                 'heightCm': {'type': 'integer'}, 'leaf': {'type': 'string', 'enum': ['needle', 'broad']}}},
               'filterableFields': ['heightCm'],
               'validationRules': [{'name': 'positive', 'expression': 'data.heightCm > 0', 'message': {'en': 'x'}}]}],
             'formTemplates': [{'formType': 'registration', 'entityType': 'plant', 'entitySubtype': 'tree',
               'formSchema': {'properties': {'heightCm': {'minimum': 1}}},
               'submitActions': [{'type': 'create_entity'}, {'type': 'set_status', 'parameters': {'status': 'pending'}}]}],
             'workflowTemplates': [{'name': 'planting', 'nodes': [{'id': 'dig'}, {'id': 'water', 'litres': 5}]}],
             'validationRules': [{'entityType': 'plant', 'name': 'named', 'expression': 'size(entity.name) > 0',
               'message': {'en': 'y'}}],
             'customizationRules': {
               'schemas': {'plant/tree': {'locked': ['/validationRules/positive', '/visibility']}},
               'forms': {'registration/plant/tree': {'locked': ['/submitActions']}},
               'categories': {'plants': {'locked': ['/name/de']}, 'trees': {'locked': ['']}},
               'tags': {'light:sunny': {'locked': ['/label']}}}}
            """;

    private static IndustryFixture fixture;

    private final CallContext context = TestContexts.user();
    /** Each test has its own industry, as all tests share the templates. */
    private final String code = "garden" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        fixture = new IndustryFixture();
        fixture.modules.enabled.add("billing");
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void everyItemOfTheTemplateIsInstalled() {
        offer("1.0.0", FIRST);

        IndustryPlan simulated = fixture.industries.install(context, code, Resolutions.none(), true);
        assertThat(simulated.applied()).isFalse();
        assertThat(fixture.category(context, "plants")).isNull();
        assertRefused("not-found", () -> fixture.directory.installation(context, code));

        IndustryPlan plan = fixture.industries.install(context, code, Resolutions.none(), false);

        assertThat(actions(plan))
                .containsExactly(
                        "ADD setting " + code + ".visits",
                        "ADD setting " + code + ".seasons",
                        "ADD tag-set light",
                        "ADD tag light:sunny",
                        "ADD tag light:shady",
                        "ADD category plants",
                        "ADD category trees",
                        "ADD category herbs",
                        "ADD schema plant/tree",
                        "ADD form registration/plant/tree",
                        "ADD workflow planting");
        assertThat(plan.steps()).isEqualTo(simulated.steps());
        assertThat(plan.complete()).isTrue();
        assertThat(plan.recommendedFeatures()).containsExactly("maps");
        Category plants = fixture.category(context, "plants");
        assertThat(plants.tenantId()).isEqualTo(context.tenantId());
        assertThat(fixture.category(context, "herbs").parentId()).isEqualTo(plants.id());
        assertThat(schema().validationRules()).extracting(rule -> rule.name()).containsExactly("positive", "named");
        assertThat(fixture.settings.all(context)).containsEntry(code + ".visits", 3);
        Installation installed = fixture.directory.installation(context, code);
        assertThat(installed.complete()).isTrue();
        assertThat(installed.installedBy()).isEqualTo(context.caller().userId());
        assertThat(installed.items()).hasSize(11).allMatch(item -> item.state() == State.UNCHANGED);
    }

    @Test
    void installingAgainChangesNothing() {
        offer("1.0.0", FIRST);
        install();
        long version = fixture.category(context, "plants").version();

        IndustryPlan again = install();
        IndustryPlan upgraded = upgrade();

        assertThat(actions(again)).isEmpty();
        assertThat(actions(upgraded)).isEmpty();
        assertThat(fixture.category(context, "plants").version()).isEqualTo(version);
    }

    @Test
    void tenantsChangesOutliveAnUpgrade() {
        offer("1.0.0", FIRST);
        install();
        fixture.rename(context, "herbs", Map.of("en", "Our herbs"));
        fixture.settings.set(context, code + ".seasons", List.of("spring", "autumn", "winter"));
        changeSchema("\"heightCm\"", "\"height\"");
        Tag shady = tag("shady");
        fixture.tags.update(context, shady.id(), 1, fields -> new TagFields(Map.of("en", "Dark", "fr", "Sombre")));

        offer(
                "1.1.0",
                FIRST.replace("'displayOrder': 2", "'displayOrder': 7")
                        .replace("['spring', 'autumn']", "['spring', 'summer']")
                        .replace("'de': 'Pflanzen'", "'de': 'Gewächse'")
                        .replace("'enum': ['needle', 'broad']", "'enum': ['needle', 'broad', 'none']")
                        .replace("'litres': 5", "'litres': 8")
                        .replace(
                                "{'slug': 'shady', 'label': {'en': 'Shady'}}",
                                "{'slug': 'wet', 'label': {'en': 'Wet'}}"));
        IndustryPlan plan = upgrade();

        assertThat(actions(plan))
                .containsExactly(
                        "CHANGE setting " + code + ".seasons",
                        "ADD tag light:wet",
                        "CHANGE category plants",
                        "CHANGE category herbs",
                        "CHANGE schema plant/tree",
                        "CHANGE workflow planting",
                        "KEEP tag light:shady");
        assertThat(plan.conflicts())
                .extracting(conflict -> conflict.kind() + conflict.pointer())
                .containsExactly("tag");
        assertThat(plan.previousVersion()).isEqualTo("1.0.0");
        Category herbs = fixture.category(context, "herbs");
        assertThat(herbs.name()).isEqualTo(Map.of("en", "Our herbs"));
        assertThat(herbs.displayOrder()).isEqualTo(7);
        assertThat(fixture.category(context, "plants").name()).containsEntry("de", "Gewächse");
        assertThat(fixture.settings.all(context))
                .containsEntry(code + ".seasons", List.of("spring", "winter", "summer"));
        assertThat(schema().baseSchema().text()).contains("\"height\"", "\"none\"");
        assertThat(tag("shady").label()).containsEntry("fr", "Sombre");
        assertThat(fixture.directory.installation(context, code).items())
                .filteredOn(item -> item.state() == State.CHANGED)
                .extracting(Installation.Item::key)
                .containsExactly(code + ".seasons", "herbs", "plant/tree");
    }

    @Test
    void conflictIsListedAndTheTenantsKeptUnlessDecidedOtherwise() {
        offer("1.0.0", FIRST);
        install();
        fixture.rename(context, "herbs", Map.of("en", "Our herbs"));
        fixture.settings.set(context, code + ".visits", 9);
        offer("1.1.0", FIRST.replace("'en': 'Herbs'", "'en': 'Spices'").replace("visits': 3", "visits': 4"));

        IndustryPlan simulated = fixture.industries.upgrade(context, code, Resolutions.none(), true);
        assertThat(simulated.conflicts())
                .containsExactly(
                        conflict("setting", code + ".visits", "", "3", "9", "4"),
                        conflict("category", "herbs", "/name/en", "\"Herbs\"", "\"Our herbs\"", "\"Spices\""));
        Resolutions template = new Resolutions(List.of(
                new Resolution("category", "herbs", "/name/en", Resolution.Side.THEIRS),
                new Resolution("setting", code + ".visits", "", Resolution.Side.OURS)));

        IndustryPlan plan = fixture.industries.upgrade(context, code, template, false);

        assertThat(plan.conflicts())
                .extracting(IndustryPlan.PlannedConflict::kind)
                .containsExactly("setting");
        assertThat(fixture.category(context, "herbs").name()).isEqualTo(Map.of("en", "Spices"));
        assertThat(fixture.settings.all(context)).containsEntry(code + ".visits", 9);
        assertThat(upgrade().conflicts()).as("what was decided once").isEmpty();
    }

    @Test
    void whatTheTenantRemovedStaysRemovedUnlessTheTemplateChangesIt() {
        offer("1.0.0", FIRST);
        install();
        fixture.deletion.delete(context, fixture.category(context, "herbs").id(), false);
        fixture.settings.remove(context, code + ".visits");

        offer("1.1.0", FIRST.replace("visits': 3", "visits': 4"));
        IndustryPlan plan = upgrade();

        assertThat(actions(plan)).containsExactly("KEEP setting " + code + ".visits", "KEEP category herbs");
        assertThat(plan.conflicts())
                .extracting(IndustryPlan.PlannedConflict::key)
                .containsExactly(code + ".visits");
        assertThat(fixture.category(context, "herbs")).isNull();
    }

    @Test
    void whatTheTemplateNoLongerHasGoesUnlessItWasChangedOrIsInUse() {
        offer("1.0.0", FIRST);
        install();
        assign(fixture.category(context, "herbs"));
        offer(
                "2.0.0",
                """
                {'name': {'en': 'Gardens'}, 'categoryTree': [{'slug': 'plants', 'name': {'en': 'Plants', 'de': 'Pflanzen'}}]}
                """);

        IndustryPlan plan = upgrade();

        assertThat(actions(plan))
                .containsExactly(
                        "REMOVE workflow planting",
                        "REMOVE form registration/plant/tree",
                        "REMOVE schema plant/tree",
                        "REFUSED category herbs",
                        "REMOVE category trees",
                        "REMOVE tag light:shady",
                        "REMOVE tag light:sunny",
                        "REMOVE tag-set light",
                        "REMOVE setting " + code + ".seasons",
                        "REMOVE setting " + code + ".visits");
        assertThat(plan.complete()).isFalse();
        assertThat(plan.steps())
                .filteredOn(step -> step.key().equals("herbs"))
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).startsWith("category-in-use: "));
        assertThat(fixture.sets.all(context)).doesNotContainKey("light");
        assertThat(fixture.metadata.schemas.active(context, "plant", "tree")).isNull();
    }

    @Test
    void whatWasThereBeforeIsAdoptedOrAConflict() {
        offer("1.0.0", FIRST);
        fixture.settings.set(context, code + ".visits", 3);
        fixture.settings.set(context, code + ".seasons", List.of("winter"));

        IndustryPlan plan = install();

        assertThat(fixture.settings.all(context))
                .containsEntry(code + ".seasons", List.of("winter", "spring", "autumn"));
        assertThat(plan.conflicts()).isEmpty();
        assertThat(actions(plan))
                .contains("CHANGE setting " + code + ".seasons")
                .doesNotContain("ADD setting " + code + ".visits");
    }

    @Test
    void lockedPlacesCannotBeChanged() {
        offer("1.0.0", FIRST);
        install();

        assertRefused(
                "industry-locked",
                () -> fixture.rename(context, "plants", Map.of("en", "Plants", "de", "Kraut")),
                "/name/de");
        assertRefused("industry-locked", () -> fixture.rename(context, "trees", Map.of("en", "x")), "");
        assertRefused(
                "industry-locked",
                () -> fixture.deletion.delete(
                        context, fixture.category(context, "trees").id(), true),
                "");
        Tag sunny = tag("sunny");
        assertRefused(
                "industry-locked",
                () -> fixture.tags.update(context, sunny.id(), 1, fields -> new TagFields(Map.of("en", "x"))),
                "/label");
        fixture.rename(context, "plants", Map.of("en", "Green", "de", "Pflanzen"));

        assertThat(fixture.category(TestContexts.user(), "plants")).isNull();
        fixture.industries.uninstall(context, code, false);
        assertThat(fixture.rename(context, "plants", Map.of("en", "x")).name()).isEqualTo(Map.of("en", "x"));
    }

    @Test
    void whatIsLockedOfSchemasAndFormsCannotBeChanged() {
        offer("1.0.0", FIRST);
        install();

        assertRefused("industry-locked", () -> redraft("data.heightCm > 0", "true"), "/validationRules/positive");
        assertRefused("industry-locked", () -> redraft("\"TENANT\"", "\"RESTRICTED\""), "/visibility");
        FormTemplate form = form();
        assertRefused("industry-locked", () -> changeForm(form, "\"pending\"", "\"draft\""), "/submitActions");
        assertRefused("industry-locked", () -> fixture.metadata.templates.delete(context, form.id()), "/submitActions");
        changeForm(form, "\"minimum\":1", "\"minimum\":2");
        assertThat(Documents.write(form().definition()).text()).contains("\"minimum\":2");
    }

    @Test
    void draftThatWasBegunBeforeTheIndustryCannotBreakIt() {
        offer("1.0.0", FIRST);
        install();
        String theirs = Documents.write(schema()).text();
        fixture.industries.uninstall(context, code, false);
        EntitySchema draft = fixture.metadata.schemas.draft(
                context, Documents.read(new Json(theirs.replace("data.heightCm > 0", "true")), SchemaDefinition.class));
        assertThat(fixture.metadata.schemas.active(context, "plant", "tree")).isNull();
        EntitySchema first = fixture.metadata.schemas.activate(context, draft.id(), draft.version(), false);
        assertThat(first.definition().validationRules()).isNotEmpty();
        install();

        assertRefused("industry-locked", () -> redraft("\"TENANT\"", "\"RESTRICTED\""), "/visibility");
    }

    @Test
    void lockedPlacesAreTheTemplatesAfterAnUpgrade() {
        offer("1.0.0", FIRST.replace("['/name/de']", "[]"));
        install();
        fixture.rename(context, "plants", Map.of("en", "Green", "de", "Kraut"));

        offer("1.1.0", FIRST);
        IndustryPlan plan = upgrade();

        assertThat(actions(plan)).containsExactly("CHANGE category plants");
        assertThat(fixture.category(context, "plants").name()).isEqualTo(Map.of("en", "Green", "de", "Pflanzen"));
    }

    @Test
    void industryNeedsItsModules() {
        fixture.offer(code, "1.0.0", FIRST.formatted(code).replace("'billing'", "'billing', 'booking'"));
        fixture.modules.enabled.remove(code);

        var problem = assertRefused("industry-modules-missing", this::install);

        assertThat(problem.extensions()).containsEntry("missing", List.of(code, "booking"));
        assertThat(fixture.directory.get(context, code).missingModules()).containsExactly(code, "booking");
        assertRefused("not-found", () -> fixture.industries.install(context, "nothing", Resolutions.none(), true));
        assertRefused("not-found", this::upgrade);
        assertRefused("not-found", () -> fixture.industries.uninstall(context, code, true));
    }

    @Test
    void anotherVersionIsNotInstalledOverTheFirst() {
        offer("1.0.0", FIRST);
        install();
        offer("1.1.0", FIRST);

        assertRefused("industry-installed", this::install);
        assertThat(fixture.directory.get(context, code))
                .returns("1.1.0", IndustryView::version)
                .returns("1.0.0", IndustryView::installedVersion);
    }

    @Test
    void uninstallingKeepsWhatWasChangedOrIsInUse() {
        offer("1.0.0", FIRST);
        install();
        fixture.rename(context, "herbs", Map.of("en", "Ours"));
        fixture.tags.create(context, new NewTag("light", "own", Map.of("en", "Own")));
        EntityRows.add(fixture.database, context, "plant", "tree");

        IndustryPlan simulated = fixture.industries.uninstall(context, code, true);
        assertThat(fixture.category(context, "trees")).isNotNull();
        IndustryPlan plan = fixture.industries.uninstall(context, code, false);

        assertThat(actions(plan))
                .isEqualTo(actions(simulated))
                .containsExactly(
                        "REMOVE workflow planting",
                        "REMOVE form registration/plant/tree",
                        "KEEP schema plant/tree",
                        "KEEP category herbs",
                        "REMOVE category trees",
                        "KEEP category plants",
                        "REMOVE tag light:shady",
                        "REMOVE tag light:sunny",
                        "KEEP tag-set light",
                        "REMOVE setting " + code + ".seasons",
                        "REMOVE setting " + code + ".visits");
        assertThat(fixture.category(context, "herbs").name()).isEqualTo(Map.of("en", "Ours"));
        assertThat(fixture.category(context, "trees")).isNull();
        assertThat(fixture.tags.list(context, "light", PageRequest.first()).items())
                .extracting(Tag::slug)
                .containsExactly("own");
        assertThat(schema()).isNotNull();
        assertRefused("not-found", () -> fixture.directory.installation(context, code));
        assertThat(install().complete()).as("installed again").isTrue();
    }

    @Test
    void whatTwoIndustriesBringStaysUntilBothAreGone() {
        offer("1.0.0", FIRST);
        install();
        String other = code + "b";
        fixture.offer(other, "1.0.0", FIRST.formatted(code).replace("'displayOrder': 2", "'displayOrder': 2"));
        fixture.industries.install(context, other, Resolutions.none(), false);

        fixture.industries.uninstall(context, code, false);
        assertThat(fixture.category(context, "herbs")).isNotNull();
        fixture.industries.uninstall(context, other, false);
        assertThat(fixture.category(context, "herbs")).isNull();
    }

    @Test
    void schemaThatDoesNotFitTheDataIsRefusedAndDoneLater() {
        offer("1.0.0", FIRST);
        install();
        UUID tree = fixture.metadata
                .entities
                .create(context, "plant", MetadataFixture.profile("tree", "Oak", "active", "{\"heightCm\": 900}"))
                .id();
        offer(
                "1.1.0",
                FIRST.replace("'integer'}", "'integer', 'maximum': 500}")
                        .replace("'displayOrder': 2", "'displayOrder': 7"));

        IndustryPlan plan = upgrade();

        assertThat(actions(plan)).containsExactly("CHANGE category herbs", "REFUSED schema plant/tree");
        assertThat(plan.complete()).isFalse();
        assertThat(fixture.directory.installation(context, code).complete()).isFalse();
        assertThat(schema().baseSchema().text()).doesNotContain("maximum");

        fixture.metadata.entities.delete(context, "plant", tree);
        assertThat(actions(upgrade())).containsExactly("CHANGE schema plant/tree");
        assertThat(fixture.directory.installation(context, code).complete()).isTrue();
    }

    @Test
    void onlyOneWorksOnAnIndustryAtATime() throws Exception {
        offer("1.0.0", FIRST);

        List<String> refused = refusedAtOnce(this::install, this::install, this::install);

        assertThat(refused).allMatch(code -> code.equals("industry-busy"));
        assertThat(fixture.directory.installation(context, code).items()).hasSize(11);
        assertThat(actions(upgrade())).isEmpty();
    }

    @Test
    void workThatWasInterruptedIsFinishedByRepeatingIt() {
        offer("1.0.0", FIRST);
        install();
        fixture.database.write(
                context,
                SqlMapper.class,
                (sql, transaction) ->
                        sql.execute("DELETE FROM metadata.industry_item WHERE kind IN ('category', 'schema')"));
        fixture.deletion.delete(context, fixture.category(context, "herbs").id(), true);

        IndustryPlan plan = install();

        assertThat(actions(plan)).containsExactly("ADD category herbs");
        assertThat(fixture.directory.installation(context, code).items()).hasSize(11);
    }

    @Test
    void tenantsDoNotSeeOneAnother() {
        offer("1.0.0", FIRST);
        install();
        CallContext other = TestContexts.user();

        assertThat(fixture.directory.get(other, code).installedVersion()).isNull();
        assertRefused("not-found", () -> fixture.directory.installation(other, code));
        assertThat(fixture.category(other, "plants")).isNull();
        assertThat(fixture.settings.all(other)).isEmpty();
    }

    @Test
    void wrongTemplateIsNotOffered() {
        offer("1.0.0", "{'name': {'en': 'x'}, 'entitySchemas': [1]}");

        assertRefused("not-found", this::install);
    }

    private void offer(String version, String content) {
        fixture.offer(code, version, content.formatted(code));
    }

    private IndustryPlan install() {
        return fixture.industries.install(context, code, Resolutions.none(), false);
    }

    private IndustryPlan upgrade() {
        return fixture.industries.upgrade(context, code, Resolutions.none(), false);
    }

    private SchemaDefinition schema() {
        return fixture.metadata.schemas.active(context, "plant", "tree").definition();
    }

    /** Adds a property to the schema beside another, as the tenant. */
    private void changeSchema(String existing, String added) {
        SchemaDefinition definition = schema();
        String text = Documents.write(definition).text();
        String changed = text.replaceFirst(existing + ":", added + ":{\"type\":\"string\"}," + existing + ":");
        EntitySchema draft =
                fixture.metadata.schemas.draft(context, Documents.read(new Json(changed), SchemaDefinition.class));
        fixture.metadata.schemas.activate(context, draft.id(), draft.version(), false);
    }

    /** Begins another version of the schema, as the tenant. */
    private EntitySchema redraft(String text, String replacement) {
        String changed = Documents.write(schema()).text().replace(text, replacement);
        return fixture.metadata.schemas.draft(context, Documents.read(new Json(changed), SchemaDefinition.class));
    }

    private FormTemplate form() {
        return fixture.metadata.templates.own(context, FormType.REGISTRATION, "plant", "tree");
    }

    private void changeForm(FormTemplate form, String text, String replacement) {
        fixture.metadata.templates.update(
                context,
                form.id(),
                form.version(),
                before -> Documents.read(
                        new Json(Documents.write(before).text().replace(text, replacement)), FormDefinition.class));
    }

    private Tag tag(String slug) {
        return fixture.tags.list(context, "light", PageRequest.first()).items().stream()
                .filter(tag -> tag.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private void assign(Category category) {
        UUID entity = EntityRows.add(fixture.database, context, "thing", "other");
        fixture.database.write(
                context,
                SqlMapper.class,
                (sql, transaction) -> sql.execute(
                        """
                        INSERT INTO metadata.entity_category (tenant_id, entity_id, category_id, state, automatic, assigned_at)
                        VALUES ('%s', '%s', '%s', 'APPROVED', false, now())"""
                                .formatted(context.tenantId(), entity, category.id())));
    }

    private static IndustryPlan.PlannedConflict conflict(
            String kind, String key, String pointer, String base, String ours, String theirs) {
        return new IndustryPlan.PlannedConflict(kind, key, pointer, new Json(base), new Json(ours), new Json(theirs));
    }
}
