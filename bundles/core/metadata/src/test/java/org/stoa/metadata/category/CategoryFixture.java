package org.stoa.metadata.category;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TestDatabases;

/** The services of this package on a database of their own. */
final class CategoryFixture implements AutoCloseable {

    final MutableClock clock = MutableClock.at("2026-03-01T09:00:00Z");
    final StandaloneDatabases databases = TestDatabases.fresh(clock);
    final Database database = databases.forModule("metadata", MetadataProblem.class);
    final AutoAssignRules rules = new AutoAssignRules();
    final Categories categories = new Categories(database, rules, ChangeGuard.NONE, databases.caches(), clock);
    final CategoryDeletion deletion = new CategoryDeletion(
            database, databases.platform("metadata", MetadataProblem.class), categories, ChangeGuard.NONE);
    final CategoryAssignments assignments = new CategoryAssignments(rules, clock);

    /** Adds a category of the tenant. */
    Category add(CallContext context, String slug, Category parent) {
        return categories.create(context, fields(slug, parent));
    }

    /** Adds a category of the platform. */
    Category addGlobal(String slug, Category parent) {
        return categories.create(platform(), fields(slug, parent));
    }

    static CallContext platform() {
        return PlatformRows.of(CallContext.system(null, "test"));
    }

    static CategoryFields fields(String slug, Category parent) {
        return new CategoryFields(
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
                null);
    }

    static UnaryOperator<CategoryFields> under(UUID parent) {
        return fields -> copy(fields, parent, fields.slug(), fields.maxDepth());
    }

    static UnaryOperator<CategoryFields> slug(String slug) {
        return fields -> copy(fields, fields.parentId(), slug, fields.maxDepth());
    }

    static UnaryOperator<CategoryFields> maxDepth(Integer maxDepth) {
        return fields -> copy(fields, fields.parentId(), fields.slug(), maxDepth);
    }

    static UnaryOperator<CategoryFields> types(String... types) {
        return fields -> with(fields, List.of(types), fields.active(), fields.requiresApproval(), List.of());
    }

    static UnaryOperator<CategoryFields> inactive() {
        return fields -> with(fields, List.of(), false, fields.requiresApproval(), List.of());
    }

    static UnaryOperator<CategoryFields> withApproval() {
        return fields -> with(fields, List.of(), true, true, List.of());
    }

    static UnaryOperator<CategoryFields> rules(String... rules) {
        return fields -> with(fields, fields.allowedEntityTypes(), true, fields.requiresApproval(), List.of(rules));
    }

    private static CategoryFields copy(CategoryFields fields, UUID parent, String slug, Integer maxDepth) {
        return new CategoryFields(
                parent,
                slug,
                fields.name(),
                fields.description(),
                fields.categoryType(),
                fields.allowedEntityTypes(),
                maxDepth,
                fields.icon(),
                fields.color(),
                fields.displayOrder(),
                fields.active(),
                fields.requiresApproval(),
                fields.autoAssignRules());
    }

    private static CategoryFields with(
            CategoryFields fields, List<String> types, Boolean active, Boolean approval, List<String> rules) {
        return new CategoryFields(
                fields.parentId(),
                fields.slug(),
                fields.name(),
                fields.description(),
                fields.categoryType(),
                types,
                fields.maxDepth(),
                fields.icon(),
                fields.color(),
                fields.displayOrder(),
                active,
                approval,
                rules);
    }

    @Override
    public void close() {
        databases.close();
    }
}
