package org.stoa.metadata.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.EntityRows;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

class TagsTest {

    private static StandaloneDatabases databases;
    private static Database database;
    private static TagSets sets;
    private static Tags tags;
    private static TagAssignments assignments;
    private static PlatformTagDeletion platformDeletion;

    private final CallContext context = TestContexts.user();
    private final CallContext platform = PlatformRows.of(CallContext.system(null, "test"));

    @BeforeAll
    static void start() {
        databases = TestDatabases.fresh();
        database = databases.forModule("metadata", MetadataProblem.class);
        sets = new TagSets(database, ChangeGuard.NONE);
        tags = new Tags(database, sets, ChangeGuard.NONE);
        assignments = new TagAssignments(database, sets);
        platformDeletion = new PlatformTagDeletion(databases.platform("metadata", MetadataProblem.class));
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @Test
    void setAndItsTagsAreKept() {
        TagSet season = sets.create(
                context,
                new TagSetFields("season", Map.of("en", "Season", "de", "Jahreszeit"), null, List.of("profile"), 2));
        Tag summer = tags.create(context, new NewTag("season", null, Map.of("de", "Sommer", "en", "High summer")));
        Tag winter = tags.create(context, new NewTag("season", "冬", Map.of("ja", "冬")));

        assertThat(sets.get(context, season.id())).isEqualTo(season);
        assertThat(season.vocabulary()).isEqualTo(Vocabulary.CLOSED);
        assertThat(summer.slug()).isEqualTo("high-summer");
        assertThat(tags.get(context, winter.id())).isEqualTo(winter);
        assertThat(tags.list(context, "season", PageRequest.first()).items()).containsExactly(winter, summer);
        assertThat(tags.list(context, "other", PageRequest.first()).items()).isEmpty();
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertRefused(
                "invalid-request",
                () -> sets.create(context, new TagSetFields("Not ok", Map.of(), null, List.of("!"), 0)),
                "name",
                "label",
                "allowedEntityTypes[0]",
                "maxPerEntity");
        assertRefused(
                "invalid-request",
                () -> tags.create(context, new NewTag("nowhere", "Upper", Map.of("en", ""))),
                "slug",
                "label[en]");
        assertRefused(
                "invalid-request",
                () -> tags.create(context, new NewTag("nowhere", "lower", Map.of("en", "x"))),
                "tagSet");
    }

    @Test
    void namesAndSlugsAreTakenOnceAndStay() {
        TagSet set = closed("once");
        Tag tag = tag("once", "one");

        assertRefused("conflict", () -> closed("once"), "name");
        assertRefused("conflict", () -> tag("once", "one"), "slug");
        assertRefused(
                "invalid-request",
                () -> sets.update(
                        context, set.id(), 1, fields -> new TagSetFields("twice", fields.label(), null, null, null)),
                "name");
        Tag relabelled = tags.update(context, tag.id(), 1, fields -> new TagFields(Map.of("en", "One!")));
        assertThat(relabelled.label()).containsExactly(Map.entry("en", "One!"));
        assertRefused("precondition-failed", () -> tags.update(context, tag.id(), 1, fields -> fields));
    }

    @Test
    void entityHasTheTagsItWasGivenLast() {
        closed("colour");
        tag("colour", "red");
        tag("colour", "blue");
        UUID entity = entity();

        set(entity, "colour:red", "colour:Blue");
        assertThat(tagsOf(entity)).containsExactly("colour:blue", "colour:red");
        set(entity, "colour:red");
        assertThat(tagsOf(entity)).containsExactly("colour:red");
        set(entity);
        assertThat(tagsOf(entity)).isEmpty();
    }

    @Test
    void closedSetTakesNoNewTagsAndOpenOneDoes() {
        closed("colour");
        open("mood");
        UUID entity = entity();

        assertRefused("invalid-request", () -> set(entity, "mood:calm", "colour:red"), "tags[1]");
        assertThat(tagsOf(entity)).isEmpty();

        set(entity, "mood:  Sommer Laune ☀ ", "mood:冬");
        assertThat(tagsOf(entity)).containsExactly("mood:sommer-laune", "mood:冬");
        assertThat(tags.list(context, "mood", PageRequest.first()).items())
                .extracting(Tag::label)
                .containsExactlyInAnyOrder(Map.of("en", "Sommer Laune ☀"), Map.of("en", "冬"));
    }

    @Test
    void everyTagThatCannotBeHadIsNamed() {
        sets.create(
                context,
                new TagSetFields("for-pets", Map.of("en", "x"), Vocabulary.OPEN, List.of("profile/pet"), null));
        sets.create(context, new TagSetFields("few", Map.of("en", "x"), Vocabulary.OPEN, null, 1));

        assertRefused(
                "invalid-request",
                () -> set(entity(), "nothing", "unknown:set", "for-pets:fluffy", "few:one", "few:two", "few:!"),
                "tags[0]",
                "tags[1]",
                "tags[2]",
                "tags[5]",
                "tags");
        List<String> many = new ArrayList<>();
        IntStream.rangeClosed(0, TagAssignments.MOST).forEach(number -> many.add("few:" + number));
        assertRefused("invalid-request", () -> set(entity(), many.toArray(String[]::new)), "tags", "tags");
    }

    @Test
    void platformsTagsAreForAllAndTenantsAddTheirOwn() {
        TagSet global = sets.create(platform, new TagSetFields("global", Map.of("en", "x"), null, null, null));
        Tag shared = tags.create(platform, new NewTag("global", "shared", Map.of("en", "Shared")));
        Tag own = tag("global", "own");
        UUID entity = entity();

        set(entity, "global:shared", "global:own");

        assertThat(tagsOf(entity)).containsExactly("global:own", "global:shared");
        assertThat(tags.list(context, "global", PageRequest.first()).items()).containsExactly(own, shared);
        assertThat(tags.list(TestContexts.user(), "global", PageRequest.first()).items())
                .containsExactly(shared);
        assertRefused("of-the-platform", () -> sets.delete(context, global.id(), true));
        assertRefused("of-the-platform", () -> tags.update(context, shared.id(), 1, fields -> fields));
        assertRefused("of-the-platform", () -> tags.delete(context, shared.id(), true));
        Tag instead = tag("global", "shared");
        assertThat(tags.list(context, "global", PageRequest.first()).items()).containsExactly(instead, own);

        assertRefused("tag-set-in-use", () -> platformDeletion.deleteSet(platform, global.id(), false));
        assertRefused("not-found", () -> platformDeletion.deleteTag(platform, own.id(), true));
        platformDeletion.deleteTag(platform, shared.id(), false);
        platformDeletion.deleteSet(platform, global.id(), true);
        assertThat(tagsOf(entity)).isEmpty();
        assertThat(tags.list(context, "global", PageRequest.first()).items()).isEmpty();
    }

    @Test
    void ownSetTakesThePlaceOfThePlatforms() {
        sets.create(platform, new TagSetFields("place", Map.of("en", "x"), Vocabulary.CLOSED, null, null));
        UUID entity = entity();
        assertRefused("invalid-request", () -> set(entity, "place:here"), "tags[0]");

        TagSet own = open("place");

        set(entity, "place:here");
        assertThat(sets.all(context).get("place")).isEqualTo(own);
    }

    @Test
    void whatIsInUseIsDeletedOnlyWhenThatIsWanted() {
        TagSet set = open("used");
        UUID entity = entity();
        set(entity, "used:one", "used:two");
        Tag one = tags.list(context, "used", PageRequest.first()).items().stream()
                .filter(tag -> tag.slug().equals("one"))
                .findFirst()
                .orElseThrow();

        assertThat(assertRefused("tag-in-use", () -> tags.delete(context, one.id(), false))
                        .extensions())
                .containsEntry("entities", 1L);
        tags.delete(context, one.id(), true);
        assertThat(tagsOf(entity)).containsExactly("used:two");
        assertRefused("tag-set-in-use", () -> sets.delete(context, set.id(), false));
        sets.delete(context, set.id(), true);
        assertThat(tagsOf(entity)).isEmpty();
    }

    @Test
    void tenantsDoNotSeeOneAnother() {
        TagSet set = open("mine");
        Tag tag = tag("mine", "tag");
        CallContext other = TestContexts.user();

        assertThat(sets.list(other, null, PageRequest.first()).items()).doesNotContain(set);
        assertRefused("not-found", () -> sets.get(other, set.id()));
        assertRefused("not-found", () -> tags.get(other, tag.id()));
        assertRefused("not-found", () -> tags.delete(other, tag.id(), true));
        assertRefused("not-found", () -> sets.delete(other, set.id(), true));
    }

    @Test
    void listsArePaged() {
        open("paged");
        List<Tag> all =
                IntStream.range(0, 5).mapToObj(n -> tag("paged", "t" + n)).toList();

        Page<Tag> first = tags.list(context, "paged", new PageRequest(3, null));
        Page<Tag> second = tags.list(context, "paged", PageRequest.parse("3", first.nextCursor()));

        assertThat(first.items()).containsExactly(all.get(4), all.get(3), all.get(2));
        assertThat(second.items()).containsExactly(all.get(1), all.get(0));
        assertThat(second.nextCursor()).isNull();
    }

    private TagSet closed(String name) {
        return sets.create(context, new TagSetFields(name, Map.of("en", name), null, null, null));
    }

    private TagSet open(String name) {
        return sets.create(context, new TagSetFields(name, Map.of("en", name), Vocabulary.OPEN, null, null));
    }

    private Tag tag(String set, String slug) {
        return tags.create(context, new NewTag(set, slug, Map.of("en", slug)));
    }

    private UUID entity() {
        return EntityRows.add(database, context, "profile", "model");
    }

    private void set(UUID entity, String... wanted) {
        TagAssignments.WantedTags read = assignments.read(context, "profile", "model", List.of(wanted));
        database.write(context, TagMapper.class, (mapper, transaction) -> {
            assignments.set(context, transaction, entity, read);
            return null;
        });
    }

    private Set<String> tagsOf(UUID entity) {
        return database.write(context, TagMapper.class, (mapper, transaction) -> assignments
                .tagsOf(context, transaction, List.of(entity))
                .getOrDefault(entity, Set.of()));
    }
}
