package org.stoa.metadata.entity;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.category.AssignedCategory;
import org.stoa.metadata.category.Categories;
import org.stoa.metadata.category.CategorizedEntity;
import org.stoa.metadata.category.CategoryAssignments;
import org.stoa.metadata.category.CategoryTree;
import org.stoa.metadata.model.EntityVariables;
import org.stoa.metadata.tag.TagAssignments;
import org.stoa.metadata.tag.TagAssignments.WantedTags;

/** The categories and tags of entities. */
@Component(service = EntityLabels.class)
public final class EntityLabels {

    private static final String RESOURCE = "metadata.entity";
    private final Database database;
    private final Categories categories;
    private final CategoryAssignments assignments;
    private final TagAssignments tags;

    @Activate
    public EntityLabels(
            @Reference Database database,
            @Reference Categories categories,
            @Reference CategoryAssignments assignments,
            @Reference TagAssignments tags) {
        this.database = database;
        this.categories = categories;
        this.assignments = assignments;
        this.tags = tags;
    }

    /** What is done in a transaction with the categories of an entity. */
    interface CategoryWork {
        void run(Transaction transaction, CategoryTree tree, CategorizedEntity entity);
    }

    List<AssignedCategory> categories(CallContext context, Entity entity) {
        CategoryTree tree = categories.tree(context);
        return database.write(
                context, EntityMapper.class, (mapper, transaction) -> of(context, transaction, tree, entity));
    }

    List<AssignedCategory> assign(CallContext context, Entity entity, UUID categoryId) {
        return change(
                context,
                entity,
                "entity.categorize",
                (transaction, tree, categorized) ->
                        assignments.assign(context, transaction, tree, categorized, categoryId));
    }

    List<AssignedCategory> approve(CallContext context, Entity entity, UUID categoryId) {
        context.require(CategoryAssignments.APPROVE, null);
        return change(
                context,
                entity,
                "entity.approve-category",
                (transaction, tree, categorized) ->
                        assignments.approve(context, transaction, tree, entity.id(), categoryId));
    }

    List<AssignedCategory> unassign(CallContext context, Entity entity, UUID categoryId) {
        return change(
                context,
                entity,
                "entity.uncategorize",
                (transaction, tree, categorized) ->
                        assignments.unassign(context, transaction, tree, entity.id(), categoryId));
    }

    Set<String> tags(CallContext context, Entity entity) {
        return database.write(context, EntityMapper.class, (mapper, transaction) -> tags.tagsOf(
                        context, transaction, List.of(entity.id()))
                .getOrDefault(entity.id(), Set.of()));
    }

    Set<String> setTags(CallContext context, Entity entity, List<String> wanted) {
        WantedTags read = tags.read(context, entity.entityType(), entity.subtype(), wanted);
        return database.write(context, EntityMapper.class, (mapper, transaction) -> {
            Set<String> before =
                    tags.tagsOf(context, transaction, List.of(entity.id())).getOrDefault(entity.id(), Set.of());
            tags.set(context, transaction, entity.id(), read);
            Set<String> after =
                    tags.tagsOf(context, transaction, List.of(entity.id())).getOrDefault(entity.id(), Set.of());
            transaction.audit(AuditEntry.changed("entity.tag", RESOURCE, entity.id(), before, after));
            return after;
        });
    }

    /** Has the rules of the tenant's categories applied to an entity that is being written; free where there are none. */
    void applyRules(CallContext context, Transaction transaction, CategoryTree tree, Entity entity, LocalDate today) {
        if (tree.all().stream()
                .noneMatch(category -> !category.autoAssignRules().isEmpty())) {
            return;
        }
        assignments.autoAssign(
                context,
                transaction,
                tree,
                new CategorizedEntity(
                        entity.id(),
                        entity.entityType(),
                        entity.subtype(),
                        EntityVariables.of(
                                Documents.parse(entity.structuredData()),
                                Documents.parse(entity.customFields()),
                                entity.name(),
                                entity.status(),
                                entity.subtype(),
                                today)));
    }

    /** The categories of a tenant; to be asked before a transaction begins. */
    CategoryTree tree(CallContext context) {
        return categories.tree(context);
    }

    private List<AssignedCategory> change(CallContext context, Entity entity, String action, CategoryWork work) {
        CategoryTree tree = categories.tree(context);
        CategorizedEntity categorized = CategorizedEntity.of(entity.id(), entity.entityType(), entity.subtype());
        return database.write(context, EntityMapper.class, (mapper, transaction) -> {
            List<AssignedCategory> before = of(context, transaction, tree, entity);
            work.run(transaction, tree, categorized);
            List<AssignedCategory> after = of(context, transaction, tree, entity);
            transaction.audit(AuditEntry.changed(action, RESOURCE, entity.id(), before, after));
            return after;
        });
    }

    private List<AssignedCategory> of(CallContext context, Transaction transaction, CategoryTree tree, Entity entity) {
        return assignments
                .categoriesOf(context, transaction, tree, List.of(entity.id()))
                .getOrDefault(entity.id(), List.of());
    }
}
