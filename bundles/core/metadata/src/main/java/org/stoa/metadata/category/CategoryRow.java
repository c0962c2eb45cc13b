package org.stoa.metadata.category;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Texts;

/** A row of {@code metadata.category}. */
record CategoryRow(
        UUID tenantId,
        UUID id,
        UUID parentId,
        String slug,
        Json name,
        Json description,
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
        Instant updatedAt) {

    static CategoryRow of(Category category) {
        return new CategoryRow(
                category.ofPlatform() ? PlatformRows.TENANT : category.tenantId(),
                category.id(),
                category.parentId(),
                category.slug(),
                Texts.write(category.name()),
                Texts.write(category.description()),
                category.categoryType(),
                category.allowedEntityTypes(),
                category.maxDepth(),
                category.icon(),
                category.color(),
                category.displayOrder(),
                category.active(),
                category.requiresApproval(),
                category.autoAssignRules(),
                category.version(),
                category.createdAt(),
                category.updatedAt());
    }

    Category category() {
        return new Category(
                id,
                tenantId.equals(PlatformRows.TENANT) ? null : tenantId,
                parentId,
                slug,
                Texts.read(name),
                Texts.read(description),
                categoryType,
                allowedEntityTypes,
                maxDepth,
                icon,
                color,
                displayOrder,
                active,
                requiresApproval,
                autoAssignRules,
                version,
                createdAt,
                updatedAt);
    }
}
