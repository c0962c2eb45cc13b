package org.stoa.metadata.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;
import static org.stoa.metadata.Refusals.refusedAtOnce;
import static org.stoa.metadata.category.CategoryFixture.inactive;
import static org.stoa.metadata.category.CategoryFixture.rules;
import static org.stoa.metadata.category.CategoryFixture.types;
import static org.stoa.metadata.category.CategoryFixture.withApproval;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.EntityRows;
import org.stoa.metadata.expression.Variables;
import org.stoa.testkit.TestContexts;

class CategoryAssignmentsTest {

    private static CategoryFixture fixture;

    private final CallContext user = TestContexts.user();
    private final CallContext moderator = TestContexts.user(user.tenantId(), CategoryAssignments.APPROVE);
    private final UUID entity = EntityRows.add(fixture.database, user, "profile", "dog");

    @BeforeAll
    static void start() {
        fixture = new CategoryFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void entityIsFoundByItsCategoriesAndAllAbove() {
        Category animals = fixture.addGlobal("animals", null);
        Category dogs = fixture.add(user, "dogs", animals);
        Category other = fixture.add(user, "other", null);

        assign(user, dogs);
        assign(user, dogs);

        assertThat(assigned()).singleElement().satisfies(found -> {
            assertThat(found.categoryId()).isEqualTo(dogs.id());
            assertThat(found.state()).isEqualTo(AssignmentState.APPROVED);
            assertThat(found.automatic()).isFalse();
            assertThat(found.assignedBy()).isEqualTo(user.caller().userId());
        });
        assertThat(searchValues()).containsExactly("animals", "dogs");
        unassign(dogs);
        assign(user, other);
        assertThat(searchValues()).containsExactly("other");
        assertRefused("not-found", () -> unassign(dogs));
    }

    @Test
    void assignmentWaitsUntilItIsApproved() {
        Category checked = fixture.add(user, "checked", null);
        fixture.categories.update(user, checked.id(), 1, withApproval());

        assign(user, checked);
        assertThat(assigned()).extracting(AssignedCategory::state).containsExactly(AssignmentState.PENDING);
        assertThat(searchValues()).isEmpty();

        in(moderator, (tree, transaction) -> {
            fixture.assignments.approve(moderator, transaction, tree, entity, checked.id());
            return null;
        });
        assertThat(searchValues()).containsExactly("checked");

        assign(user, checked);
        assertThat(assigned()).extracting(AssignedCategory::state).containsExactly(AssignmentState.APPROVED);
    }

    @Test
    void whoeverMayApproveDoesSoByAssigning() {
        Category checked = fixture.add(user, "checked", null);
        fixture.categories.update(user, checked.id(), 1, withApproval());
        assign(user, checked);

        assign(moderator, checked);

        assertThat(assigned()).extracting(AssignedCategory::state).containsExactly(AssignmentState.APPROVED);
    }

    @Test
    void categoryMustBeForSuchEntities() {
        Category cats = fixture.add(user, "cats", null);
        fixture.categories.update(user, cats.id(), 1, types("profile/cat"));
        Category below = fixture.add(user, "below-cats", cats);
        Category off = fixture.add(user, "off", null);
        fixture.categories.update(user, off.id(), 1, inactive());
        Category foreign = fixture.add(TestContexts.user(), "foreign", null);

        assertRefused("category-not-for-entity", () -> assign(user, cats));
        assertRefused("category-not-for-entity", () -> assign(user, below));
        assertRefused("category-not-for-entity", () -> assign(user, off));
        assertRefused("not-found", () -> assign(user, foreign));
        assertThat(assigned()).isEmpty();
    }

    @Test
    void rulesAssignAndTakeAway() {
        Category big = fixture.add(user, "big", null);
        fixture.categories.update(user, big.id(), 1, rules("data.heightCm > 60", "custom.size == 'XL'"));
        Category cats = fixture.add(user, "cats-only", null);
        fixture.categories.update(user, cats.id(), 1, types("profile/cat"));
        fixture.categories.update(user, cats.id(), 2, rules("true"));

        save(Map.of("heightCm", 70), Map.of());
        assertThat(searchValues()).containsExactly("big");
        assertThat(assigned()).extracting(AssignedCategory::automatic).containsExactly(true);

        save(Map.of("heightCm", 50), Map.of("size", "XL"));
        assertThat(searchValues()).containsExactly("big");

        save(Map.of("heightCm", 50), Map.of());
        assertThat(searchValues()).isEmpty();
    }

    @Test
    void whatWasAssignedByHandStaysWhateverRulesSay() {
        Category big = fixture.add(user, "big", null);
        fixture.categories.update(user, big.id(), 1, rules("data.heightCm > 60"));
        save(Map.of("heightCm", 70), Map.of());

        assign(user, big);
        save(Map.of("heightCm", 50), Map.of());

        assertThat(searchValues()).containsExactly("big");
    }

    @Test
    void categoryIsNotDeletedUnderAnEntityThatIsPutIntoIt() throws Exception {
        for (int round = 0; round < 15; round++) {
            Category contested = fixture.add(user, "contested-" + round, null);

            List<String> refused = refusedAtOnce(
                    () -> assign(user, contested), () -> fixture.deletion.delete(user, contested.id(), false));

            assertThat(refused).as("round " + round).hasSize(1);
            boolean there = fixture.categories.tree(user).find(contested.id()).isPresent();
            assertThat(refused.get(0)).isEqualTo(there ? "category-in-use" : "not-found");
        }
    }

    private void save(Map<String, ?> data, Map<String, ?> custom) {
        CategorizedEntity saved = new CategorizedEntity(
                entity,
                "profile",
                "dog",
                new Variables(Map.of("data", data, "custom", custom, "entity", Map.of("name", "Rex"))));
        in(user, (tree, transaction) -> {
            fixture.assignments.autoAssign(user, transaction, tree, saved);
            return null;
        });
    }

    private void assign(CallContext context, Category category) {
        CategorizedEntity dog = CategorizedEntity.of(entity, "profile", "dog");
        in(context, (tree, transaction) -> {
            fixture.assignments.assign(context, transaction, tree, dog, category.id());
            return null;
        });
    }

    private void unassign(Category category) {
        in(user, (tree, transaction) -> {
            fixture.assignments.unassign(user, transaction, tree, entity, category.id());
            return null;
        });
    }

    private List<AssignedCategory> assigned() {
        return in(user, (tree, transaction) -> fixture.assignments
                .categoriesOf(user, transaction, tree, List.of(entity))
                .getOrDefault(entity, List.of()));
    }

    private List<String> searchValues() {
        return in(
                user,
                (tree, transaction) ->
                        fixture.assignments.searchValues(user, transaction, tree, List.of(entity)).values().stream()
                                .flatMap(slugs -> slugs.stream())
                                .toList());
    }

    private static <T> T in(CallContext context, BiFunction<CategoryTree, Transaction, T> work) {
        CategoryTree tree = fixture.categories.tree(context);
        return fixture.database.write(
                context, AssignmentMapper.class, (mapper, transaction) -> work.apply(tree, transaction));
    }
}
