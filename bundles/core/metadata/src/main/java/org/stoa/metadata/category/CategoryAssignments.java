package org.stoa.metadata.category;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.EntityTypes;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Times;

/**
 * Puts entities into categories, inside the transaction of whoever changes the entity. The tree is read before that
 * transaction begins: {@link Categories#tree}.
 */
@Component(service = CategoryAssignments.class)
public final class CategoryAssignments {

    /** May approve what waits, and assigns without waiting. */
    public static final String APPROVE = "tenant.category.write";

    /** Most categories of one entity that were assigned by hand. */
    private static final int MOST = 100;

    private final AutoAssignRules rules;
    private final Clock clock;

    @Activate
    public CategoryAssignments(@Reference AutoAssignRules rules) {
        this(rules, Clock.systemUTC());
    }

    public CategoryAssignments(AutoAssignRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** The categories of each entity, those that wait included. */
    public Map<UUID, List<AssignedCategory>> categoriesOf(
            CallContext context, Transaction transaction, CategoryTree tree, List<UUID> entityIds) {
        return categoriesOf(transaction.mapper(AssignmentMapper.class), context, tree, entityIds);
    }

    static Map<UUID, List<AssignedCategory>> categoriesOf(
            AssignmentMapper mapper, CallContext context, CategoryTree tree, List<UUID> entityIds) {
        Map<UUID, List<AssignedCategory>> found = new HashMap<>();
        for (AssignmentRow row : mapper.ofEntities(context.requireTenant(), entityIds)) {
            tree.find(row.categoryId())
                    .ifPresent(category -> found.computeIfAbsent(row.entityId(), id -> new ArrayList<>())
                            .add(row.of(category)));
        }
        return found;
    }

    /** What entities are found by: the slugs of their approved categories and of all above those. */
    public Map<UUID, Set<String>> searchValues(
            CallContext context, Transaction transaction, CategoryTree tree, List<UUID> entityIds) {
        Map<UUID, Set<String>> values = new HashMap<>();
        categoriesOf(context, transaction, tree, entityIds).forEach((entity, categories) -> {
            Set<String> slugs = new TreeSet<>();
            categories.stream()
                    .filter(category -> category.state() == AssignmentState.APPROVED)
                    .forEach(category -> {
                        slugs.add(category.slug());
                        tree.ancestors(category.categoryId()).forEach(ancestor -> slugs.add(ancestor.slug()));
                    });
            values.put(entity, slugs);
        });
        return values;
    }

    /**
     * Puts an entity into a category; it waits for approval where the category asks for that and the caller may not give
     * it. Repeating it changes nothing.
     *
     * @throws ProblemException 404; 409 {@code category-not-for-entity}, {@code too-many}
     */
    public void assign(
            CallContext context,
            Transaction transaction,
            CategoryTree tree,
            CategorizedEntity entity,
            UUID categoryId) {
        UUID tenantId = context.requireTenant();
        Category category = Found.orNotFound(tree.find(categoryId).orElse(null), "category");
        requireFits(tree, category, entity);
        AssignmentMapper mapper = transaction.mapper(AssignmentMapper.class);
        long others = mapper.ofEntities(tenantId, List.of(entity.id())).stream()
                .filter(row -> !row.automatic() && !row.categoryId().equals(categoryId))
                .count();
        if (others >= MOST) {
            throw ProblemException.of(MetadataProblem.TOO_MANY, MOST, "categories of one entity");
        }
        requireHeld(transaction, tenantId, List.of(category));
        boolean waits = category.requiresApproval() && !context.allows(APPROVE, null);
        AssignmentState state = waits ? AssignmentState.PENDING : AssignmentState.APPROVED;
        mapper.add(
                tenantId,
                new AssignmentRow(
                        entity.id(),
                        category.id(),
                        state,
                        false,
                        context.caller().userId(),
                        Times.now(clock)));
        if (!waits) {
            mapper.approve(tenantId, entity.id(), List.of(category.id()));
        }
    }

    /** Approves what waits, or 404. The caller is known to hold {@link #APPROVE}. */
    public void approve(
            CallContext context, Transaction transaction, CategoryTree tree, UUID entityId, UUID categoryId) {
        AssignmentMapper mapper = transaction.mapper(AssignmentMapper.class);
        AssignmentRow row = find(mapper, context, tree, entityId, categoryId);
        mapper.approve(context.requireTenant(), entityId, List.of(row.categoryId()));
    }

    /** Takes an entity out of a category, or 404. */
    public void unassign(
            CallContext context, Transaction transaction, CategoryTree tree, UUID entityId, UUID categoryId) {
        AssignmentMapper mapper = transaction.mapper(AssignmentMapper.class);
        AssignmentRow row = find(mapper, context, tree, entityId, categoryId);
        mapper.remove(context.requireTenant(), entityId, List.of(row.categoryId()));
    }

    /** Assigns what the rules of the categories say of an entity that is saved, and takes away what they no longer say. */
    public void autoAssign(CallContext context, Transaction transaction, CategoryTree tree, CategorizedEntity entity) {
        UUID tenantId = context.requireTenant();
        List<Category> fitting = tree.all().stream()
                .filter(category -> !category.autoAssignRules().isEmpty())
                .filter(category -> reasonAgainst(tree, category, entity) == null)
                .filter(category -> rules.match(category.autoAssignRules(), entity.variables()))
                .toList();
        Set<UUID> wanted = fitting.stream().map(Category::id).collect(Collectors.toSet());
        AssignmentMapper mapper = transaction.mapper(AssignmentMapper.class);
        List<AssignmentRow> present = mapper.ofEntities(tenantId, List.of(entity.id()));
        List<UUID> superfluous = present.stream()
                .filter(AssignmentRow::automatic)
                .map(AssignmentRow::categoryId)
                .filter(id -> !wanted.contains(id))
                .toList();
        if (!superfluous.isEmpty()) {
            mapper.remove(tenantId, entity.id(), superfluous);
        }
        Set<UUID> known = present.stream().map(AssignmentRow::categoryId).collect(Collectors.toSet());
        List<Category> missing = fitting.stream()
                .filter(category -> !known.contains(category.id()))
                .toList();
        Set<UUID> held = held(transaction, tenantId, missing);
        Instant now = Times.now(clock);
        missing.stream().filter(category -> held.contains(category.id())).forEach(category -> {
            AssignmentState state = category.requiresApproval() ? AssignmentState.PENDING : AssignmentState.APPROVED;
            mapper.add(tenantId, new AssignmentRow(entity.id(), category.id(), state, true, null, now));
        });
    }

    private static AssignmentRow find(
            AssignmentMapper mapper, CallContext context, CategoryTree tree, UUID entityId, UUID categoryId) {
        UUID seenAs = tree.find(categoryId).map(Category::id).orElse(categoryId);
        return mapper.ofEntities(context.requireTenant(), List.of(entityId)).stream()
                .filter(row -> tree.find(row.categoryId())
                        .filter(category -> category.id().equals(seenAs))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("category of the entity"));
    }

    private static void requireFits(CategoryTree tree, Category category, CategorizedEntity entity) {
        String reason = reasonAgainst(tree, category, entity);
        if (reason != null) {
            throw ProblemException.of(MetadataProblem.CATEGORY_NOT_FOR_ENTITY, category.slug(), reason);
        }
    }

    /** Why an entity cannot be assigned to a category, or null. */
    private static String reasonAgainst(CategoryTree tree, Category category, CategorizedEntity entity) {
        if (!category.active()) {
            return "is not active";
        }
        List<String> allowed = tree.allowedEntityTypes(category);
        return EntityTypes.allow(allowed, entity.type(), entity.subtype())
                ? null
                : "is for " + String.join(", ", allowed) + " only";
    }

    private static void requireHeld(Transaction transaction, UUID tenantId, List<Category> categories) {
        if (held(transaction, tenantId, categories).size() < categories.size()) {
            throw ProblemException.notFound("category");
        }
    }

    /** Those that are still there, and will be until the end of the transaction; the platform's are taken as seen. */
    private static Set<UUID> held(Transaction transaction, UUID tenantId, List<Category> categories) {
        Set<UUID> held = categories.stream()
                .filter(Category::ofPlatform)
                .map(Category::id)
                .collect(Collectors.toSet());
        List<UUID> own = categories.stream()
                .filter(category -> !category.ofPlatform())
                .map(Category::id)
                .toList();
        if (!own.isEmpty()) {
            held.addAll(transaction.mapper(CategoryMapper.class).hold(tenantId, own));
        }
        return held;
    }
}
