package org.stoa.metadata.category;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;

/** What a tree of categories must be, whoever changes it. */
final class CategoryRules {

    /** Most levels below a category at the top. */
    static final int DEEPEST = 20;

    /** Most categories of one tenant, or of the platform. */
    static final int MOST = 5000;

    private CategoryRules() {}

    /**
     * Refuses a change of the tree.
     *
     * @param changed the category as it is in {@code after}
     */
    static void check(CategoryTree before, CategoryTree after, Category changed) {
        boolean parentMissing =
                changed.parentId() != null && after.find(changed.parentId()).isEmpty();
        if (parentMissing) {
            throw ProblemException.invalid("parentId", "must be the id of a category that exists");
        }
        if (!before.unhooked().containsAll(after.unhooked())) {
            throw ProblemException.of(MetadataProblem.CATEGORY_CYCLE)
                    .withField("parentId", "is the category itself or below it");
        }
        after.subtree(changed.id()).forEach(category -> checkDepth(before, after, category));
    }

    /** A limit that was exceeded before, by a change of the platform, does not stand in the way of other changes. */
    private static void checkDepth(CategoryTree before, CategoryTree after, Category category) {
        Set<String> exceededBefore = before.find(category.id()).stream()
                .flatMap(known -> exceeded(before, known))
                .map(Category::slug)
                .collect(Collectors.toSet());
        exceeded(after, category)
                .filter(limiting -> !exceededBefore.contains(limiting.slug()))
                .findFirst()
                .ifPresent(limiting -> {
                    int limit = limiting.maxDepth() == null ? DEEPEST : limiting.maxDepth();
                    throw ProblemException.of(MetadataProblem.CATEGORY_TOO_DEEP, limit, limiting.slug())
                            .withField("parentId", "would put " + category.slug() + " too deep");
                });
    }

    private static Stream<Category> exceeded(CategoryTree tree, Category category) {
        List<Category> ancestors = tree.ancestors(category.id());
        return Stream.iterate(0, index -> index < ancestors.size(), index -> index + 1)
                .filter(index -> index + 1 > DEEPEST
                        || ancestors.get(index).maxDepth() != null
                                && index + 1 > ancestors.get(index).maxDepth())
                .map(ancestors::get);
    }
}
