package org.stoa.metadata.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;
import static org.stoa.metadata.Refusals.refusedAtOnce;
import static org.stoa.metadata.category.CategoryFixture.fields;
import static org.stoa.metadata.category.CategoryFixture.maxDepth;
import static org.stoa.metadata.category.CategoryFixture.platform;
import static org.stoa.metadata.category.CategoryFixture.slug;
import static org.stoa.metadata.category.CategoryFixture.under;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.EntityRows;
import org.stoa.testkit.TestContexts;

class CategoriesTest {

    private static CategoryFixture fixture;

    private final CallContext context = TestContexts.user();

    @BeforeAll
    static void start() {
        fixture = new CategoryFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void categoryIsKeptAsItWasGiven() {
        CategoryFields wanted = new CategoryFields(
                null,
                null,
                Map.of("de", "Mode für Große", "ja", "ファッション", "ar", "أزياء"),
                Map.of("de", "Ab Größe 50.\nAuch für Füße 👣"),
                CategoryType.FILTERING,
                List.of("profile/fashion_model"),
                2,
                "hanger",
                "#A1b2C3",
                -3,
                false,
                true,
                List.of("data.heightCm > 180"));

        Category created = fixture.categories.create(context, wanted);

        assertThat(fixture.categories.get(context, created.id())).isEqualTo(created);
        assertThat(created)
                .returns(context.tenantId(), Category::tenantId)
                .returns(wanted.name(), Category::name)
                .returns(wanted.description(), Category::description)
                .returns(CategoryType.FILTERING, Category::categoryType)
                .returns(2, Category::maxDepth)
                .returns("#A1b2C3", Category::color)
                .returns(-3, Category::displayOrder)
                .returns(false, Category::active)
                .returns(true, Category::requiresApproval)
                .returns(List.of("data.heightCm > 180"), Category::autoAssignRules)
                .returns(1L, Category::version);
        assertThat(created.slug()).isEqualTo("mode-fuer-grosse");
    }

    @Test
    void slugIsMadeOfTheNameUnlessThatIsImpossible() {
        Category strasse = fixture.categories.create(context, named("Straßen- & Łódź-Mode"));
        assertThat(strasse.slug()).isEqualTo("strassen-lodz-mode");

        assertRefused("invalid-request", () -> fixture.categories.create(context, named("ファッション")), "slug");
    }

    @Test
    void everyWrongFieldIsNamed() {
        CategoryFields wrong = new CategoryFields(
                null,
                "Not A Slug",
                Map.of("english!", "x", "de", " "),
                null,
                null,
                List.of("Profile"),
                -1,
                null,
                "red",
                null,
                null,
                null,
                List.of("data.age >", "1 + 1", "entity.nmae == 'x'", "age(data.born, today) < 16"));

        assertRefused(
                "invalid-request",
                () -> fixture.categories.create(context, wrong),
                "slug",
                "name[english!]",
                "name[de]",
                "allowedEntityTypes[0]",
                "maxDepth",
                "color",
                "autoAssignRules[0]",
                "autoAssignRules[1]",
                "autoAssignRules[2]");
    }

    @Test
    void slugIsTakenOncePerTenant() {
        Category one = fixture.add(context, "one", null);
        Category two = fixture.add(context, "two", null);

        assertRefused("conflict", () -> fixture.add(context, "one", null), "slug");
        assertRefused("conflict", () -> fixture.categories.update(context, two.id(), 1, slug("one")), "slug");
        assertThat(fixture.categories
                        .update(context, one.id(), 1, slug("three"))
                        .slug())
                .isEqualTo("three");
        assertThat(fixture.add(TestContexts.user(), "two", null).slug()).isEqualTo("two");
    }

    @Test
    void categoryMovesWithAllBelowIt() {
        Category root = fixture.add(context, "root", null);
        Category branch = fixture.add(context, "branch", null);
        Category leaf = fixture.add(context, "leaf", branch);

        Category moved = fixture.categories.update(context, branch.id(), 1, under(root.id()));

        assertThat(moved.version()).isEqualTo(2);
        assertThat(fixture.categories.tree(context).ancestors(leaf.id())).containsExactly(moved, root);
        assertRefused("precondition-failed", () -> fixture.categories.update(context, branch.id(), 1, under(null)));
    }

    @Test
    void categoryIsNeverBelowItself() {
        Category root = fixture.add(context, "root", null);
        Category branch = fixture.add(context, "branch", root);
        Category leaf = fixture.add(context, "leaf", branch);

        assertRefused(
                "category-cycle", () -> fixture.categories.update(context, root.id(), 1, under(leaf.id())), "parentId");
        assertRefused(
                "category-cycle", () -> fixture.categories.update(context, root.id(), 1, under(root.id())), "parentId");
        assertRefused(
                "invalid-request",
                () -> fixture.categories.update(context, root.id(), 1, under(Ids.next())),
                "parentId");
        UUID foreign = fixture.add(TestContexts.user(), "foreign", null).id();
        assertRefused(
                "invalid-request", () -> fixture.categories.update(context, root.id(), 1, under(foreign)), "parentId");
    }

    @Test
    void twoMovesAtOnceMakeNoCircle() throws Exception {
        for (int round = 0; round < 20; round++) {
            CallContext tenant = TestContexts.user();
            Category one = fixture.add(tenant, "one", null);
            Category two = fixture.add(tenant, "two", null);

            List<String> refused = refusedAtOnce(
                    () -> fixture.categories.update(tenant, one.id(), 1, under(two.id())),
                    () -> fixture.categories.update(tenant, two.id(), 1, under(one.id())));

            assertThat(refused).as("round " + round).containsExactly("category-cycle");
            assertThat(fixture.categories.tree(tenant).unhooked()).isEmpty();
        }
    }

    @Test
    void depthIsLimitedBelowEachCategory() {
        Category root = fixture.add(context, "root", null);
        fixture.categories.update(context, root.id(), 1, maxDepth(2));
        Category first = fixture.add(context, "first", root);
        Category second = fixture.add(context, "second", first);

        assertRefused("category-too-deep", () -> fixture.add(context, "third", second), "parentId");
        Category loose = fixture.add(context, "loose", null);
        fixture.add(context, "below-loose", loose);
        assertRefused(
                "category-too-deep",
                () -> fixture.categories.update(context, loose.id(), 1, under(first.id())),
                "parentId");
        assertThat(fixture.categories
                        .update(context, loose.id(), 1, under(root.id()))
                        .parentId())
                .isEqualTo(root.id());
        assertRefused(
                "category-too-deep", () -> fixture.categories.update(context, root.id(), 2, maxDepth(1)), "parentId");
    }

    @Test
    void twoThatTogetherWouldBeTooDeepAreNotBothMoved() throws Exception {
        for (int round = 0; round < 10; round++) {
            CallContext tenant = TestContexts.user();
            Category root = fixture.add(tenant, "root", null);
            fixture.categories.update(tenant, root.id(), 1, maxDepth(2));
            Category middle = fixture.add(tenant, "middle", null);
            Category lower = fixture.add(tenant, "lower", null);
            fixture.add(tenant, "lowest", lower);

            List<String> refused = refusedAtOnce(
                    () -> fixture.categories.update(tenant, middle.id(), 1, under(root.id())),
                    () -> fixture.categories.update(tenant, lower.id(), 1, under(middle.id())));

            assertThat(refused).as("round " + round).containsExactly("category-too-deep");
        }
    }

    @Test
    void treeOfOneTenantIsNotThatOfAnother() {
        Category mine = fixture.add(context, "mine", null);
        CallContext other = TestContexts.user();

        assertThat(fixture.categories.tree(other).find(mine.id())).isEmpty();
        assertRefused("not-found", () -> fixture.categories.get(other, mine.id()));
        assertRefused("not-found", () -> fixture.categories.update(other, mine.id(), 1, slug("theirs")));
        assertRefused("not-found", () -> fixture.deletion.delete(other, mine.id(), true));
        assertThat(fixture.categories.get(context, mine.id())).isEqualTo(mine);
    }

    @Test
    void platformsCategoriesAreSeenByAllAndChangedByNoTenant() {
        Category global = fixture.addGlobal("seen-by-all", null);
        Category below = fixture.add(context, "own-below", global);

        assertThat(global.tenantId()).isNull();
        assertThat(fixture.categories.tree(context).ancestors(below.id())).containsExactly(global);
        assertThat(fixture.categories.get(TestContexts.user(), global.id())).isEqualTo(global);
        assertRefused("of-the-platform", () -> fixture.categories.update(context, global.id(), 1, slug("mine")));
        assertRefused("of-the-platform", () -> fixture.deletion.delete(context, global.id(), true));
        assertRefused("not-found", () -> fixture.categories.get(platform(), below.id()));
    }

    @Test
    void ownCategoryInPlaceOfThePlatformsMakesNoCircle() {
        Category global = fixture.addGlobal("replaced", null);
        Category inside = fixture.addGlobal("inside-replaced", global);
        Category between = fixture.add(context, "between", inside);

        assertRefused("category-cycle", () -> fixture.add(context, "replaced", between), "parentId");
        Category own = fixture.add(context, "replaced", null);
        assertThat(fixture.categories.tree(context).ancestors(between.id())).containsExactly(inside, own);
        assertThat(fixture.categories.get(context, global.id())).isEqualTo(own);
    }

    @Test
    void changeOfThePlatformIsSeenAtOnceAlthoughTreesAreKept() {
        Category global = fixture.addGlobal("renamed-later", null);
        fixture.categories.tree(context);

        Category renamed = fixture.categories.update(platform(), global.id(), 1, slug("renamed-now"));

        assertThat(fixture.categories.tree(context).find(global.id())).contains(renamed);
    }

    @Test
    void categoryInUseIsDeletedOnlyWhenThatIsWanted() {
        Category root = fixture.add(context, "root", null);
        Category middle = fixture.add(context, "middle", root);
        Category leaf = fixture.add(context, "leaf", middle);
        assign(context, middle);

        var problem = assertRefused("category-in-use", () -> fixture.deletion.delete(context, middle.id(), false));
        assertThat(problem.extensions()).containsEntry("children", 1L).containsEntry("entities", 1L);

        fixture.deletion.delete(context, middle.id(), true);
        assertThat(fixture.categories.tree(context).ancestors(leaf.id())).containsExactly(root);
        assertRefused("not-found", () -> fixture.deletion.delete(context, middle.id(), true));
        fixture.deletion.delete(context, leaf.id(), false);
    }

    @Test
    void platformsCategoryIsInUseWhereAnyTenantUsesIt() {
        Category root = fixture.addGlobal("global-root", null);
        Category used = fixture.addGlobal("global-used", root);
        Category below = fixture.add(context, "below-used", used);
        assign(TestContexts.user(), used);
        fixture.categories.tree(context);

        var problem =
                assertRefused("category-in-use", () -> fixture.deletion.deleteOfPlatform(platform(), used.id(), false));
        assertThat(problem.extensions()).containsEntry("children", 1L).containsEntry("entities", 1L);

        fixture.deletion.deleteOfPlatform(platform(), used.id(), true);
        assertThat(fixture.categories.tree(context).ancestors(below.id())).containsExactly(root);
        assertRefused("not-found", () -> fixture.deletion.deleteOfPlatform(platform(), below.id(), true));
    }

    @Test
    void listIsFilteredAndPaged() {
        Category root = fixture.add(context, "root", null);
        List<Category> children = IntStream.range(0, 5)
                .mapToObj(number -> fixture.add(context, "child-" + number, root))
                .toList();
        CategoryFilter below = new CategoryFilter(null, null, root.id(), true);

        Page<Category> first = fixture.categories.list(context, below, new PageRequest(3, null));
        Page<Category> second = fixture.categories.list(context, below, PageRequest.parse("3", first.nextCursor()));

        assertThat(first.items()).containsExactly(children.get(4), children.get(3), children.get(2));
        assertThat(second.items()).containsExactly(children.get(1), children.get(0));
        assertThat(second.nextCursor()).isNull();
        CategoryFilter unknown = new CategoryFilter(null, null, Ids.next(), null);
        assertThat(fixture.categories
                        .list(context, unknown, PageRequest.first())
                        .items())
                .isEmpty();
    }

    private static void assign(CallContext tenant, Category category) {
        UUID entity = EntityRows.add(fixture.database, tenant, "profile", "model");
        CategoryTree tree = fixture.categories.tree(tenant);
        fixture.database.write(tenant, AssignmentMapper.class, (mapper, transaction) -> {
            fixture.assignments.assign(
                    tenant, transaction, tree, CategorizedEntity.of(entity, "profile", "model"), category.id());
            return null;
        });
    }

    private static CategoryFields named(String name) {
        CategoryFields fields = fields("x", null);
        return new CategoryFields(
                null,
                null,
                Map.of("en", name),
                null,
                fields.categoryType(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
