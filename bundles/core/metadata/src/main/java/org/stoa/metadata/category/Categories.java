package org.stoa.metadata.category;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Times;
import org.stoa.metadata.Violations;

/**
 * The categories of a tenant: its own, and the platform's, which it sees and cannot change. With a context of
 * {@link PlatformRows} the platform's themselves. Changes of one tree follow one another.
 */
@Component(service = Categories.class)
public final class Categories {

    static final String RESOURCE = "metadata.category";

    private static final int KEPT = 1000;
    /** Tenants of which it is kept whether they have categories of their own. */
    private static final int KNOWN = 20_000;

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Database database;
    private final AutoAssignRules rules;
    private final ChangeGuard guard;
    private final Clock clock;
    private final Cache<UUID, List<Category>> lists;
    private final Cache<UUID, CategoryTree> trees;
    /** Whoever has none sees the platform's tree, of which there is one. */
    private final Cache<UUID, Boolean> owners;

    @Activate
    public Categories(
            @Reference Database database,
            @Reference AutoAssignRules rules,
            @Reference ChangeGuard guard,
            @Reference Caches caches) {
        this(database, rules, guard, caches, Clock.systemUTC());
    }

    public Categories(Database database, AutoAssignRules rules, ChangeGuard guard, Caches caches, Clock clock) {
        this.database = database;
        this.rules = rules;
        this.guard = guard;
        this.clock = clock;
        this.lists = caches.create("categories", KEPT, LIFETIME, (tenant, list) -> dependencies(tenant));
        this.trees = caches.create("category-trees", KEPT, LIFETIME, (tenant, tree) -> dependencies(tenant));
        this.owners = caches.create("category-owners", KNOWN, LIFETIME, (tenant, owns) -> List.of(tag(tenant)));
    }

    /** To be stated by each transaction that changes the categories of a tenant, or of the platform. */
    static CacheTag tag(UUID tenantId) {
        return CacheTag.ofTenant(tenantId, "category");
    }

    /** When one of the platform's goes, what tenants have below it moves. */
    private static List<CacheTag> dependencies(UUID tenantId) {
        return List.of(tag(tenantId), tag(PlatformRows.TENANT));
    }

    /** All that the tenant sees; from memory unless something has changed. */
    public CategoryTree tree(CallContext context) {
        UUID tenantId = context.requireTenant();
        if (!tenantId.equals(PlatformRows.TENANT)
                && !owners.get(tenantId, () -> !latest(context).isEmpty())) {
            return tree(PlatformRows.of(context));
        }
        return trees.get(tenantId, () -> CategoryTree.of(platformCategories(context), latest(context)));
    }

    /** Those that fit, newest first. */
    public Page<Category> list(CallContext context, CategoryFilter filter, PageRequest page) {
        CategoryTree tree = tree(context);
        List<Category> fetched = tree.all().stream()
                .filter(category -> filter.fits(tree, category))
                .filter(category -> page.after() == null || category.id().compareTo(page.after()) < 0)
                .sorted(Comparator.comparing(Category::id).reversed())
                .limit(page.fetch())
                .toList();
        return Page.of(fetched, page, Category::id);
    }

    /** One that the tenant sees, or 404. */
    public Category get(CallContext context, UUID id) {
        return Found.orNotFound(tree(context).find(id).orElse(null), "category");
    }

    /** Adds a category. */
    public Category create(CallContext context, CategoryFields fields) {
        CategoryFields filled = checked(fields);
        List<Category> platform = platformCategories(context);
        return database.write(context, CategoryMapper.class, (mapper, transaction) -> {
            UUID tenantId = context.requireTenant();
            mapper.lockTree(tenantId);
            List<Category> own = own(mapper, tenantId);
            if (own.size() >= CategoryRules.MOST) {
                throw ProblemException.of(MetadataProblem.TOO_MANY, CategoryRules.MOST, "categories");
            }
            refuseTaken(own, filled.slug(), null);
            Instant now = Times.now(clock);
            Category created = Category.of(Ids.next(), ownerOf(tenantId), filled, 1, now, now);
            List<Category> after = new ArrayList<>(own);
            after.add(created);
            CategoryRules.check(CategoryTree.of(platform, own), CategoryTree.of(platform, after), created);
            mapper.insert(CategoryRow.of(created));
            transaction.audit(AuditEntry.created("category.create", RESOURCE, created.id(), created));
            transaction.changed(tag(tenantId));
            return created;
        });
    }

    /**
     * Changes one of the tenant's own categories, its place included.
     *
     * @param version the version that the caller last read
     */
    public Category update(CallContext context, UUID id, long version, UnaryOperator<CategoryFields> change) {
        List<Category> platform = platformCategories(context);
        return database.write(context, CategoryMapper.class, (mapper, transaction) -> {
            UUID tenantId = context.requireTenant();
            mapper.lockTree(tenantId);
            List<Category> own = own(mapper, tenantId);
            Category before = requireOwn(own, platform, id);
            Found.inVersion(before.version(), version);
            CategoryFields fields = checked(change.apply(CategoryFields.of(before)));
            refuseTaken(own, fields.slug(), id);
            Category changed = before.with(fields, version + 1, Times.now(clock));
            List<Category> after = own.stream()
                    .map(other -> other.id().equals(id) ? changed : other)
                    .toList();
            CategoryTree next = CategoryTree.of(platform, after);
            CategoryRules.check(CategoryTree.of(platform, own), next, changed);
            guard.check(
                    context,
                    transaction,
                    CategoryDocument.KIND,
                    before.slug(),
                    () -> CategoryDocument.of(next, changed));
            mapper.update(CategoryRow.of(changed));
            transaction.audit(AuditEntry.changed("category.update", RESOURCE, id, before, changed));
            transaction.changed(tag(tenantId));
            return changed;
        });
    }

    /** The one of the tenant's own with this id; 409 {@code of-the-platform} or 404 when it is not the tenant's. */
    static Category requireOwn(List<Category> own, List<Category> platform, UUID id) {
        return own.stream()
                .filter(category -> category.id().equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    boolean ofPlatform =
                            platform.stream().anyMatch(category -> category.id().equals(id));
                    return ofPlatform
                            ? ProblemException.of(MetadataProblem.OF_THE_PLATFORM, "category", "with the same slug")
                            : ProblemException.notFound("category");
                });
    }

    /** The platform's, for a tenant; for the platform itself none, as its own are the platform's. */
    List<Category> platformCategories(CallContext context) {
        return context.requireTenant().equals(PlatformRows.TENANT) ? List.of() : latest(PlatformRows.of(context));
    }

    static List<Category> own(CategoryMapper mapper, UUID tenantId) {
        return mapper.all(tenantId).stream().map(CategoryRow::category).toList();
    }

    private List<Category> latest(CallContext context) {
        UUID tenantId = context.requireTenant();
        return lists.get(tenantId, () -> database.read(context, CategoryMapper.class, mapper -> own(mapper, tenantId)));
    }

    /** The same with the defaults in place of what was not given, or 400 with every field that is wrong. */
    public CategoryFields checked(CategoryFields fields) {
        CategoryFields filled = fields.filled();
        Violations violations = new Violations();
        filled.check(violations);
        rules.check(violations, filled.autoAssignRules());
        violations.raise();
        return filled;
    }

    private static void refuseTaken(List<Category> own, String slug, UUID except) {
        boolean taken = own.stream()
                .anyMatch(category ->
                        category.slug().equals(slug) && !category.id().equals(except));
        if (taken) {
            throw ProblemException.of(CommonProblem.CONFLICT, "There is already a category with the slug " + slug + ".")
                    .withField("slug", "is already taken");
        }
    }

    private static UUID ownerOf(UUID tenantId) {
        return tenantId.equals(PlatformRows.TENANT) ? null : tenantId;
    }
}
