package org.stoa.metadata.category;

import java.util.List;
import java.util.UUID;
import org.stoa.metadata.EntityTypes;

/**
 * Which categories are asked for; null for any.
 *
 * @param type only those for this purpose
 * @param entityType only those to which such entities may be assigned: a type, or type and subtype
 * @param parent only those directly below this one
 * @param active only those that are, or are not, in use
 */
record CategoryFilter(CategoryType type, String entityType, UUID parent, Boolean active) {

    boolean fits(CategoryTree tree, Category category) {
        return fits(tree, category, false);
    }

    /** Whether it is to be shown in the tree, in which a category that does not fit leads to those that do. */
    boolean fitsInTree(CategoryTree tree, Category category) {
        return fits(tree, category, true);
    }

    private boolean fits(CategoryTree tree, Category category, boolean inTree) {
        boolean place = inTree || parent == null || tree.children(parent).contains(category);
        return place
                && (type == null || category.categoryType() == type)
                && (active == null || category.active() == active)
                && (entityType == null || allows(tree, category));
    }

    private boolean allows(CategoryTree tree, Category category) {
        List<String> allowed = tree.allowedEntityTypes(category);
        int slash = entityType.indexOf('/');
        if (slash < 0) {
            return EntityTypes.allow(allowed, entityType, null)
                    || allowed.stream().anyMatch(type -> type.startsWith(entityType + "/"));
        }
        return EntityTypes.allow(allowed, entityType.substring(0, slash), entityType.substring(slash + 1));
    }
}
