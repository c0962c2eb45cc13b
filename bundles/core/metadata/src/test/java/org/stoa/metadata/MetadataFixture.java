package org.stoa.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Json;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;
import org.stoa.metadata.category.AutoAssignRules;
import org.stoa.metadata.category.Categories;
import org.stoa.metadata.category.CategoryAssignments;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.entity.EntityLabels;
import org.stoa.metadata.field.AlignmentRunner;
import org.stoa.metadata.field.CustomFields;
import org.stoa.metadata.field.DurableServer;
import org.stoa.metadata.field.OptionSets;
import org.stoa.metadata.form.FormSubmissions;
import org.stoa.metadata.form.FormTemplates;
import org.stoa.metadata.form.Forms;
import org.stoa.metadata.industry.IndustryLocks;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.portfolio.Portfolios;
import org.stoa.metadata.quota.QuotaLimits;
import org.stoa.metadata.quota.Quotas;
import org.stoa.metadata.schema.EntitySchema;
import org.stoa.metadata.schema.EntitySchemas;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.search.EntityPage;
import org.stoa.metadata.search.EntitySearch;
import org.stoa.metadata.tag.TagAssignments;
import org.stoa.metadata.tag.TagSets;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TestDatabases;

/** The services of this bundle on a PostgreSQL database of their own. */
public final class MetadataFixture implements AutoCloseable {

    public final MutableClock clock = MutableClock.at("2026-03-01T09:00:00Z");
    public final StandaloneDatabases databases =
            Integer.getInteger("stoa.rows") == null ? TestDatabases.fresh(clock) : DurableServer.fresh(clock);
    public final Database database = databases.forModule("metadata", MetadataProblem.class);
    public final FakeTenantClock tenantClock = new FakeTenantClock(clock);
    public final IndustryLocks guard = new IndustryLocks();
    public final EntityModels models = new EntityModels(database, databases.caches());
    public final EntitySchemas schemas = new EntitySchemas(database, guard, tenantClock, databases.caches(), clock);
    public final AutoAssignRules rules = new AutoAssignRules();
    public final Categories categories = new Categories(database, rules, guard, databases.caches(), clock);
    public final TagSets tagSets = new TagSets(database, guard, clock);
    public final EntityLabels labels = new EntityLabels(
            database, categories, new CategoryAssignments(rules, clock), new TagAssignments(database, tagSets, clock));
    public final MemorySettings settings = new MemorySettings();

    public final Quotas quotas = new Quotas(database, models, new QuotaLimits(settings, settings.caches), tenantClock);
    public final MemoryPeople people = new MemoryPeople();
    public final Entities entities =
            new Entities(database, models, labels, people, quotas, tenantClock, context -> "en", clock);
    public final Portfolios portfolios = new Portfolios(database, clock);
    public final EntitySearch search = new EntitySearch(database, models, entities, categories);

    public final AlignmentRunner alignment = new AlignmentRunner(
            databases.platform("metadata", MetadataProblem.class), database, models, tenantClock, clock);
    public final CustomFields fields = new CustomFields(database, models, alignment, clock);
    public final OptionSets optionSets = new OptionSets(database, clock);

    public final FormTemplates templates = new FormTemplates(database, models, guard, databases.caches(), clock);
    public final Forms forms = new Forms(templates, models, entities);
    public final FormSubmissions submissions = new FormSubmissions(forms, entities);

    /** A tenant that may do everything. */
    public CallContext tenant() {
        return CallContext.system(Ids.next(), "test");
    }

    /** An active schema of profiles. */
    public EntitySchema activate(CallContext context, String definition) {
        EntitySchema draft = schemas.draft(context, Documents.read(new Json(definition), SchemaDefinition.class));
        return schemas.activate(context, draft.id(), draft.version(), false);
    }

    /** A profile with structured data. */
    public static EntityFields profile(String subtype, String name, String status, String data) {
        return new EntityFields(subtype, name, null, status, null, null, new Json(data), null, null);
    }

    /** Searches profiles; {@code key, value, key, value, ...}. */
    public EntityPage find(CallContext context, String... query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            values.put(query[i], List.of(query[i + 1]));
        }
        return search.search(context, "profile", new QueryParameters(values));
    }

    /** Brings existing entities into line, as soon as nobody writes any more who may not know of the change. */
    public void align(CallContext context) {
        align(context, 10);
    }

    /** Likewise, waiting for so many seconds at most. */
    public void align(CallContext context, int seconds) {
        boolean open = true;
        for (long end = System.nanoTime() + seconds * 1_000_000_000L;
                open && System.nanoTime() < end;
                Thread.onSpinWait()) {
            alignment.run();
            open = fields.alignments(context, null).stream()
                    .anyMatch(each -> each.state().isOpen());
        }
    }

    /** Names of what was found, in order. */
    public List<String> names(CallContext context, String... query) {
        return find(context, query).items().stream()
                .map(entity -> entity.name())
                .toList();
    }

    @Override
    public void close() throws Exception {
        alignment.close();
        databases.close();
    }
}
