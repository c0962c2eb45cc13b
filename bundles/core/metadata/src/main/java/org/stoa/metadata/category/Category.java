package org.stoa.metadata.category;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * A node of the tree of categories.
 *
 * @param tenantId null for one of the platform's, which all tenants see
 * @param parentId null for one at the top
 * @param slug unique among the tenant's; a tenant's category takes the place of the platform's with the same slug
 * @param name language to text
 * @param description language to text, or empty
 * @param allowedEntityTypes types ({@code profile}) or types and subtypes ({@code profile/child_model}) that may be
 *     assigned; empty for those of the nearest category above that names any, or for all
 * @param maxDepth how many levels there may be below it; null for no limit of its own
 * @param color {@code #rrggbb}, or null
 * @param displayOrder place among its siblings, lowest first
 * @param active whether entities may be assigned to it
 * @param requiresApproval whether assignments wait for somebody who holds {@code tenant.category.write}
 * @param autoAssignRules expressions (CEL) over {@code data}, {@code custom}, {@code entity} and {@code
 *     today}; an entity for which one of them is true is assigned when it is saved
 */
public record Category(
        UUID id,
        UUID tenantId,
        UUID parentId,
        String slug,
        Map<String, String> name,
        Map<String, String> description,
        CategoryType categoryType,
        List<String> allowedEntityTypes,
        Integer maxDepth,
        String icon,
        String color,
        int displayOrder,
        boolean active,
        boolean requiresApproval,
        List<String> autoAssignRules,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** Whether it belongs to the platform. */
    boolean ofPlatform() {
        return tenantId == null;
    }

    Category with(CategoryFields fields, long newVersion, Instant now) {
        return of(id, tenantId, fields, newVersion, createdAt, now);
    }

    static Category of(
            UUID id, UUID tenantId, CategoryFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new Category(
                id,
                tenantId,
                fields.parentId(),
                fields.slug(),
                fields.name(),
                fields.description(),
                fields.categoryType(),
                fields.allowedEntityTypes(),
                fields.maxDepth(),
                fields.icon(),
                fields.color(),
                fields.displayOrder(),
                fields.active(),
                fields.requiresApproval(),
                fields.autoAssignRules(),
                version,
                createdAt,
                updatedAt);
    }
}
