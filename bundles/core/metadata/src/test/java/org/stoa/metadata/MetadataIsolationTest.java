package org.stoa.metadata;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Json;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.data.cache.LocalCaches;
import org.stoa.metadata.category.AutoAssignRules;
import org.stoa.metadata.category.Categories;
import org.stoa.metadata.category.CategoryAssignments;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.entity.EntityLabels;
import org.stoa.metadata.field.AlignmentMapper;
import org.stoa.metadata.field.CustomFieldFields;
import org.stoa.metadata.field.CustomFields;
import org.stoa.metadata.field.Option;
import org.stoa.metadata.field.OptionSetFields;
import org.stoa.metadata.field.OptionSets;
import org.stoa.metadata.form.FormDefinition;
import org.stoa.metadata.form.FormTemplates;
import org.stoa.metadata.form.FormType;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.FieldType;
import org.stoa.metadata.portfolio.PortfolioItemFields;
import org.stoa.metadata.portfolio.PortfolioKind;
import org.stoa.metadata.portfolio.Portfolios;
import org.stoa.metadata.quota.QuotaLimits;
import org.stoa.metadata.quota.Quotas;
import org.stoa.metadata.schema.EntitySchema;
import org.stoa.metadata.schema.EntitySchemas;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.tag.TagAssignments;
import org.stoa.metadata.tag.TagSets;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.TwoTenantContract;

/** Every table of this bundle keeps its tenants apart; a table without a row here fails the contract. */
class MetadataIsolationTest extends TwoTenantContract {

    MetadataIsolationTest() {
        super("metadata", MetadataProblem.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        LocalCaches caches = new LocalCaches(() -> false);
        EntityModels models = new EntityModels(database, caches);
        TenantClock tenantClock = new FakeTenantClock(Clock.systemUTC());
        EntitySchemas schemas = new EntitySchemas(database, ChangeGuard.NONE, tenantClock, caches, Clock.systemUTC());
        SchemaDefinition definition = Documents.read(
                new Json("{\"entityType\": \"profile\", \"entitySubtype\": \"model\", \"baseSchema\":"
                        + " {\"type\": \"object\", \"properties\": {\"city\": {\"type\": \"string\"}}},"
                        + " \"filterableFields\": [\"city\"],"
                        + " \"quota\": {\"setting\": \"models.perDay\", \"period\": \"DAY\"}}"),
                SchemaDefinition.class);
        EntitySchema draft = schemas.draft(context, definition);
        schemas.activate(context, draft.id(), 1, false);
        new OptionSets(database, Clock.systemUTC())
                .create(context, new OptionSetFields("Colors", List.of(new Option("red", Map.of(), false))));
        CustomFields fields = new CustomFields(database, models, null, Clock.systemUTC());
        fields.create(
                context,
                new CustomFieldFields(
                        "profile", "badge", FieldType.TEXT, null, false, true, false, false, false, null, 0));
        AutoAssignRules rules = new AutoAssignRules();
        EntityLabels labels = new EntityLabels(
                database,
                new Categories(database, rules, ChangeGuard.NONE, caches, Clock.systemUTC()),
                new CategoryAssignments(rules, Clock.systemUTC()),
                new TagAssignments(
                        database, new TagSets(database, ChangeGuard.NONE, Clock.systemUTC()), Clock.systemUTC()));
        Quotas quotas = new Quotas(database, models, new QuotaLimits(new MemorySettings(), caches), tenantClock);
        Entity entity = new Entities(
                        database,
                        models,
                        labels,
                        new MemoryPeople(),
                        quotas,
                        tenantClock,
                        any -> "en",
                        Clock.systemUTC())
                .create(
                        context,
                        "profile",
                        new EntityFields(
                                "model",
                                "Anna",
                                null,
                                "active",
                                null,
                                null,
                                new Json("{\"city\": \"Vienna\"}"),
                                new Json("{\"badge\": \"A1\"}"),
                                null));
        UUID tenantId = context.requireTenant();
        database.write(
                context,
                AlignmentMapper.class,
                (mapper, transaction) -> mapper.queue(
                        tenantId, Ids.next(), "profile", null, List.of("city"), true, null, Instant.now()));
        new Portfolios(database, Clock.systemUTC())
                .add(
                        context,
                        entity.id(),
                        new PortfolioItemFields(PortfolioKind.LINK, "Site", null, null, "https://example.org"));
        CategoryRows.add(database, context, entity.id());
        new FormTemplates(database, models, ChangeGuard.NONE, caches, Clock.systemUTC())
                .create(context, FormDefinition.of(FormType.SEARCH, "profile", "model"));
    }
}
