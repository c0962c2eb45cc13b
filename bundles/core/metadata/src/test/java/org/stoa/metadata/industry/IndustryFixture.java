package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.stoa.api.data.Database;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.platform.ModuleVersions;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MemorySettings;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.category.Categories;
import org.stoa.metadata.category.Category;
import org.stoa.metadata.category.CategoryDeletion;
import org.stoa.metadata.category.CategoryFields;
import org.stoa.metadata.tag.TagSets;
import org.stoa.metadata.tag.Tags;

/** The services of this package on a database of their own, with modules and settings in memory. */
final class IndustryFixture implements AutoCloseable {

    private static final Version BUNDLE = new Version("1.0.0");

    final MetadataFixture metadata = new MetadataFixture();
    final Database database = metadata.database;
    final Categories categories = metadata.categories;
    final CategoryDeletion deletion = new CategoryDeletion(
            database, metadata.databases.platform("metadata", MetadataProblem.class), categories, metadata.guard);
    final TagSets sets = metadata.tagSets;
    final Tags tags = new Tags(database, sets, metadata.guard, metadata.clock);
    final MemorySettings settings = metadata.settings;
    final TemplateParts parts = new TemplateParts(Stream.of(
            new SettingPart(settings),
            new TagSetPart(sets, tags),
            new TagPart(database, tags),
            new CategoryPart(database, categories, deletion),
            new SchemaPart(database, metadata.schemas, metadata.clock),
            new FormPart(metadata.templates),
            new WorkflowPart(database, metadata.clock)));
    final Modules modules = new Modules();
    final IndustryTemplates templates = new IndustryTemplates(parts, modules);
    final InstalledItems items = new InstalledItems(database, parts);
    final RequiredModules required = new RequiredModules(modules);
    final Industries industries = new Industries(database, templates, items, required, metadata.clock);
    final IndustryDirectory directory = new IndustryDirectory(database, templates, items, required);

    private final Map<String, IndustryTemplate> offered = new HashMap<>();

    /** Offers a version of a template in place of the one before; the content with single quotes. */
    void offer(String code, String version, String content) {
        IndustryTemplate before = offered.get(code);
        if (before != null) {
            templates.removeTemplate(before);
        }
        IndustryTemplate template = new TextTemplate(code, version, content.replace('\'', '"'));
        offered.put(code, template);
        templates.add(template, code, BUNDLE);
        modules.enabled.add(code);
    }

    record TextTemplate(String code, String version, String content) implements IndustryTemplate {}

    Category category(CallContext context, String slug) {
        return categories.tree(context).findBySlug(slug).orElse(null);
    }

    /** Changes the name of a category, as its tenant. */
    Category rename(CallContext context, String slug, Map<String, String> name) {
        Category category = category(context, slug);
        return categories.update(context, category.id(), category.version(), fields -> {
            ObjectNode document = (ObjectNode) Documents.parse(Documents.write(fields));
            document.set("name", Documents.tree(name));
            return Documents.read(Documents.write(document), CategoryFields.class);
        });
    }

    static List<String> actions(IndustryPlan plan) {
        return plan.steps().stream()
                .filter(step -> step.action() != IndustryPlan.Action.KEEP || step.reason() != null)
                .map(step -> step.action() + " " + step.kind() + " " + step.key())
                .toList();
    }

    @Override
    public void close() throws Exception {
        metadata.close();
    }

    /** Modules that all tenants have enabled, in one version. */
    static final class Modules implements ModuleRegistry, ModuleVersions {
        final Set<String> enabled = new HashSet<>();

        @Override
        public List<InstalledModule> installed() {
            return List.of();
        }

        @Override
        public Availability availability(UUID tenantId, String moduleId) {
            return enabled.contains(moduleId) ? Availability.ENABLED : Availability.DISABLED;
        }

        @Override
        public List<TenantModule> modules(CallContext context, UUID tenantId) {
            return List.of();
        }

        @Override
        public ModulePlan enable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModulePlan disable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModulePlan purge(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String serving(String moduleId, UUID tenantId) {
            return BUNDLE.toString();
        }

        @Override
        public boolean isManaged(String symbolicName) {
            return false;
        }

        @Override
        public boolean isEnabled(String moduleId, UUID tenantId, Instant since) {
            return true;
        }

        @Override
        public void answered(String moduleId, String version, boolean failed) {
            // nobody watches
        }
    }
}
