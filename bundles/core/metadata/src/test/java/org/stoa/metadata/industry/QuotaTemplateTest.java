package org.stoa.metadata.industry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;
import static org.stoa.metadata.industry.IndustryFixture.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.schema.EntitySchema;
import org.stoa.metadata.schema.Quota;
import org.stoa.metadata.schema.Quota.Period;
import org.stoa.metadata.schema.Quota.Scope;
import org.stoa.metadata.schema.SchemaDefinition;

/** Quotas come with the schemas of an industry, and limits with its settings. */
class QuotaTemplateTest {

    private static final String CODE = "staging";
    private static final String MONTHLY = ", 'quota': {'setting': 'staging.projectsPerMonth', 'period': 'MONTH'}";
    private static final String DAILY = MONTHLY.replace("MONTH", "DAY");

    private static IndustryFixture fixture;

    private final CallContext tenant = fixture.metadata.tenant();

    @BeforeAll
    static void start() {
        fixture = new IndustryFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void aTemplateBringsAQuotaWithItsLimit() {
        offer("1.0.0", MONTHLY);
        install();

        assertThat(quota()).isEqualTo(new Quota("staging.projectsPerMonth", Period.MONTH, Scope.TENANT));
        create("One");
        assertRefused("quota-exceeded", () -> create("Two"));
    }

    @Test
    void anUpgradeAddsChangesAndRemovesTheQuota() {
        offer("1.0.0", "");
        install();
        assertThat(quota()).isNull();

        offer("1.1.0", MONTHLY);
        assertThat(upgrade().steps())
                .filteredOn(step -> step.action() == IndustryPlan.Action.CHANGE)
                .singleElement()
                .satisfies(step -> assertThat(step.changes()).containsExactly("/quota"));
        assertThat(quota().period()).isEqualTo(Period.MONTH);

        offer("1.2.0", DAILY);
        upgrade();
        assertThat(quota().period()).isEqualTo(Period.DAY);

        offer("1.3.0", ", 'quota': null");
        upgrade();
        assertThat(quota()).isNull();
    }

    @Test
    void theTenantsOwnQuotaOutlivesAnUpgrade() {
        offer("1.0.0", MONTHLY);
        install();
        change("{'quota': {'setting': 'our.projects', 'period': 'MONTH', 'per': 'TENANT'}}");

        offer("1.1.0", DAILY);
        IndustryPlan plan = upgrade();

        assertThat(plan.complete()).isTrue();
        assertThat(quota()).isEqualTo(new Quota("our.projects", Period.DAY, Scope.TENANT));
    }

    @Test
    void aQuotaThatTheTenantRemovedDoesNotComeBack() {
        offer("1.0.0", MONTHLY);
        install();
        change("{'quota': null}");

        upgrade();

        assertThat(quota()).isNull();
    }

    @Test
    void aSchemaWithoutAQuotaIsTheSameAsBeforeThereWereQuotas() {
        offer("1.0.0", "");
        install();
        fixture.metadata.settings.remove(tenant, "staging.projectsPerMonth");

        assertThat(Documents.write(schema().definition()).text()).doesNotContain("quota");
        assertThat(actions(fixture.industries.uninstall(tenant, CODE, false)))
                .contains("REMOVE schema project/staging");
    }

    @Test
    void aTemplateWhoseQuotaCannotBeReadIsRefused() {
        IndustryFixture.TextTemplate template = new IndustryFixture.TextTemplate(
                CODE, "1.0.0", template(", 'quota': {'period': 'MONTH'}").replace('\'', '"'));

        assertThat(new TemplateReader(fixture.parts.all()).read(CODE, template).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).contains("/quota/setting"));
    }

    private static void offer(String version, String quota) {
        fixture.offer(CODE, version, template(quota));
    }

    private static String template(String quota) {
        return """
                {'name': {'en': 'Staging'}, 'defaultSettings': {'staging.projectsPerMonth': 1},
                 'entitySchemas': [{'entityType': 'project', 'entitySubtype': 'staging',
                    'baseSchema': {'type': 'object', 'properties': {'style': {'type': 'string'}}}%s}]}
                """
                .formatted(quota);
    }

    private IndustryPlan install() {
        return fixture.industries.install(tenant, CODE, Resolutions.none(), false);
    }

    private IndustryPlan upgrade() {
        return fixture.industries.upgrade(tenant, CODE, Resolutions.none(), false);
    }

    private EntitySchema schema() {
        return fixture.metadata.schemas.active(tenant, "project", "staging");
    }

    private Quota quota() {
        return schema().definition().quota();
    }

    /** Changes members of the schema, as the tenant. */
    private void change(String members) {
        ObjectNode document = (ObjectNode) Documents.parse(Documents.write(schema().definition()));
        document.setAll((ObjectNode) Documents.parse(new Json(members.replace('\'', '"'))));
        EntitySchema draft = fixture.metadata.schemas.draft(
                tenant, Documents.read(Documents.write(document), SchemaDefinition.class));
        fixture.metadata.schemas.activate(tenant, draft.id(), draft.version(), false);
    }

    private void create(String name) {
        fixture.metadata.entities.create(
                tenant, "project", new EntityFields("staging", name, null, null, null, null, null, null, null));
    }
}
