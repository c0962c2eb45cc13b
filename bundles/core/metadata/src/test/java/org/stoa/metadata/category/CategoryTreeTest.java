package org.stoa.metadata.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;

class CategoryTreeTest {

    private static final UUID TENANT = Ids.next();

    private final Category people = category(null, "people", null);
    private final Category models = category(null, "models", people);
    private final Category ownBelow = category(TENANT, "hand-models", models);

    @Test
    void ownCategoriesHangBelowThePlatforms() {
        CategoryTree tree = CategoryTree.of(List.of(people, models), List.of(ownBelow));

        assertThat(tree.children(null)).containsExactly(people);
        assertThat(tree.ancestors(ownBelow.id())).containsExactly(models, people);
        assertThat(tree.subtree(people.id())).containsExactly(people, models, ownBelow);
    }

    @Test
    void ownCategoryTakesThePlaceOfThePlatformsWithTheSameSlug() {
        Category ownModels = category(TENANT, "models", null);

        CategoryTree tree = CategoryTree.of(List.of(people, models), List.of(ownModels, ownBelow));

        assertThat(tree.find(models.id())).contains(ownModels);
        assertThat(tree.findBySlug("models")).contains(ownModels);
        assertThat(tree.all()).containsExactlyInAnyOrder(people, ownModels, ownBelow);
        assertThat(tree.children(ownModels.id())).containsExactly(ownBelow);
        assertThat(tree.children(models.id())).containsExactly(ownBelow);
        assertThat(tree.ancestors(ownBelow.id())).containsExactly(ownModels);
    }

    @Test
    void categoryWhoseParentIsGoneIsAtTheTop() {
        CategoryTree tree = CategoryTree.of(List.of(), List.of(ownBelow));

        assertThat(tree.children(null)).containsExactly(ownBelow);
        assertThat(tree.ancestors(ownBelow.id())).isEmpty();
    }

    @Test
    void circleThatThePlatformMadeIsOpenedAtThePlatformsCategory() {
        Category inside = category(null, "inside", models);
        Category between = category(TENANT, "between", inside);
        Category ownModels = category(TENANT, "models", between);

        CategoryTree tree = CategoryTree.of(List.of(models, inside), List.of(between, ownModels));

        assertThat(tree.children(null)).containsExactly(inside);
        assertThat(tree.subtree(inside.id())).containsExactly(inside, between, ownModels);
        assertThat(tree.unhooked()).containsExactly(inside.id());
    }

    @Test
    void siblingsAreInTheirOrder() {
        Category last = category(null, "a-last", null, 5);
        Category first = category(TENANT, "z-first", null, 1);

        CategoryTree tree = CategoryTree.of(List.of(last), List.of(first));

        assertThat(tree.children(null)).containsExactly(first, last);
    }

    @Test
    void typesAreThoseOfTheNearestThatNamesAny() {
        Category pets = category(null, "pets", null, 0, "profile/pet", "listing");
        Category dogs = category(null, "dogs", pets);
        Category shows = category(null, "shows", dogs, 0, "event");

        CategoryTree tree = CategoryTree.of(List.of(pets, dogs, shows, people), List.of());

        assertThat(tree.allowedEntityTypes(dogs)).containsExactly("profile/pet", "listing");
        assertThat(tree.allowedEntityTypes(shows)).containsExactly("event");
        assertThat(tree.allowedEntityTypes(people)).isEmpty();
        assertThat(matching(tree, "listing")).containsExactlyInAnyOrder(pets, dogs, people);
        assertThat(matching(tree, "profile")).containsExactlyInAnyOrder(pets, dogs, people);
        assertThat(matching(tree, "profile/pet")).containsExactlyInAnyOrder(pets, dogs, people);
        assertThat(matching(tree, "profile/child")).containsExactly(people);
    }

    private static List<Category> matching(CategoryTree tree, String entityType) {
        CategoryFilter filter = new CategoryFilter(null, entityType, null, null);
        return tree.all().stream()
                .filter(category -> filter.fits(tree, category))
                .toList();
    }

    private static Category category(UUID tenantId, String slug, Category parent) {
        return category(tenantId, slug, parent, 0);
    }

    private static Category category(UUID tenantId, String slug, Category parent, int order, String... types) {
        CategoryFields fields = new CategoryFields(
                        parent == null ? null : parent.id(),
                        slug,
                        Map.of("en", slug),
                        null,
                        null,
                        List.of(types),
                        null,
                        null,
                        null,
                        order,
                        null,
                        null,
                        null)
                .filled();
        return Category.of(Ids.next(), tenantId, fields, 1, Instant.EPOCH, Instant.EPOCH);
    }
}
