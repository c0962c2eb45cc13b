package org.stoa.metadata.category;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;

/** Deletes categories: what hangs below moves up, and what is assigned is let go, but only when that is wanted. */
@Component(service = CategoryDeletion.class)
public final class CategoryDeletion {

    private final Database database;
    private final PlatformDatabase platform;
    private final Categories categories;
    private final ChangeGuard guard;

    @Activate
    public CategoryDeletion(
            @Reference Database database,
            @Reference PlatformDatabase platform,
            @Reference Categories categories,
            @Reference ChangeGuard guard) {
        this.database = database;
        this.platform = platform;
        this.categories = categories;
        this.guard = guard;
    }

    /**
     * Deletes one of the tenant's own.
     *
     * @param force although categories hang below it or entities are assigned to it
     */
    public void delete(CallContext context, UUID id, boolean force) {
        List<Category> ofPlatform = categories.platformCategories(context);
        database.write(context, CategoryMapper.class, (mapper, transaction) -> {
            UUID tenantId = context.requireTenant();
            mapper.lockTree(tenantId);
            Category category = Categories.requireOwn(Categories.own(mapper, tenantId), ofPlatform, id);
            guard.check(context, transaction, CategoryDocument.KIND, category.slug(), () -> null);
            mapper.lock(tenantId, id);
            AssignmentMapper assignments = transaction.mapper(AssignmentMapper.class);
            refuseUse(assignments.use(tenantId, id), force);
            mapper.moveChildren(tenantId, id, category.parentId());
            assignments.deleteAllOf(tenantId, id);
            mapper.delete(tenantId, id);
            transaction.audit(AuditEntry.removed("category.delete", Categories.RESOURCE, id, category));
            transaction.changed(Categories.tag(tenantId));
            return category;
        });
    }

    /**
     * Deletes one of the platform's.
     *
     * @param force although categories of the platform or of tenants hang below it, or entities of tenants are assigned
     */
    public void deleteOfPlatform(CallContext context, UUID id, boolean force) {
        platform.write(context.withTenant(null), PlatformCategoryMapper.class, (mapper, transaction) -> {
            CategoryMapper own = transaction.mapper(CategoryMapper.class);
            own.lockTree(PlatformRows.TENANT);
            Category category = Categories.requireOwn(Categories.own(own, PlatformRows.TENANT), List.of(), id);
            refuseUse(mapper.use(id), force);
            mapper.growRevisions(id);
            mapper.moveChildren(id, category.parentId());
            mapper.deleteAssignments(id);
            own.delete(PlatformRows.TENANT, id);
            transaction.audit(AuditEntry.removed("category.delete", Categories.RESOURCE, id, category));
            transaction.changed(Categories.tag(PlatformRows.TENANT));
            return category;
        });
    }

    private static void refuseUse(CategoryUse use, boolean force) {
        if (!force && !use.none()) {
            throw ProblemException.of(MetadataProblem.CATEGORY_IN_USE, use.children(), use.entities())
                    .with("children", use.children())
                    .with("entities", use.entities());
        }
    }
}
