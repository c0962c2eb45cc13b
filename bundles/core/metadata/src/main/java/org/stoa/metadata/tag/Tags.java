package org.stoa.metadata.tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Texts;
import org.stoa.metadata.Times;
import org.stoa.metadata.Violations;

/**
 * The tags of a tenant: its own, which may belong to sets of the platform, and the platform's. With a context of
 * {@link PlatformRows} the platform's themselves.
 */
@Component(service = Tags.class)
public final class Tags {

    /** Name of the kind of such items in templates. */
    public static final String KIND = "tag";

    static final String RESOURCE = "metadata.tag";

    /** Most tags of one tenant, or of the platform. */
    static final int MOST = 100_000;

    private static final int MOST_OF_SETS = 10_000;

    private final Database database;
    private final TagSets sets;
    private final ChangeGuard guard;
    private final Clock clock;

    @Activate
    public Tags(@Reference Database database, @Reference TagSets sets, @Reference ChangeGuard guard) {
        this(database, sets, guard, Clock.systemUTC());
    }

    public Tags(Database database, TagSets sets, ChangeGuard guard, Clock clock) {
        this.database = database;
        this.sets = sets;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * The tags, newest first. A page may have fewer than were asked for although there is a next one.
     *
     * @param tagSet only those of this set, or null
     */
    public Page<Tag> list(CallContext context, String tagSet, PageRequest page) {
        List<Tag> own = fetch(context, tagSet, page);
        List<Tag> platform = isPlatform(context) ? List.of() : fetch(PlatformRows.of(context), tagSet, page);
        Set<TagName> replaced = platform.isEmpty() ? Set.of() : ownNames(context, platform);
        List<Tag> merged = Stream.concat(own.stream(), platform.stream())
                .sorted(Comparator.comparing(Tag::id).reversed())
                .limit(page.fetch())
                .toList();
        Page<Tag> all = Page.of(merged, page, Tag::id);
        List<Tag> seen = all.items().stream()
                .filter(tag -> tag.tenantId() != null || !replaced.contains(tag.named()))
                .toList();
        return new Page<>(seen, all.nextCursor());
    }

    /** One that the tenant sees, or 404. */
    public Tag get(CallContext context, UUID id) {
        TagRow row = read(context, id);
        if (row == null && !isPlatform(context)) {
            row = read(PlatformRows.of(context), id);
        }
        return Found.orNotFound(row, "tag").tag();
    }

    /** Adds a tag to a set that the tenant sees. */
    public Tag create(CallContext context, NewTag wanted) {
        UUID tenantId = context.requireTenant();
        String slug = wanted.slug() == null ? slugOf(wanted.label()) : wanted.slug();
        check(new NewTag(wanted.tagSet(), slug, wanted.label()));
        if (!sets.all(context).containsKey(wanted.tagSet())) {
            throw ProblemException.invalid("tagSet", "must be the name of a tag set");
        }
        return database.write(context, TagMapper.class, (mapper, transaction) -> {
            if (mapper.count(tenantId) >= MOST) {
                throw ProblemException.of(MetadataProblem.TOO_MANY, MOST, "tags");
            }
            transaction.mapper(TagSetMapper.class).hold(tenantId, wanted.tagSet());
            Tag tag = newTag(tenantId, new TagName(wanted.tagSet(), slug), wanted.label(), Times.now(clock));
            if (mapper.add(TagRow.of(tag)) == 0) {
                throw ProblemException.of(CommonProblem.CONFLICT, "There is already a tag " + tag.named() + ".")
                        .withField("slug", "is already taken");
            }
            transaction.audit(AuditEntry.created("tag.create", RESOURCE, tag.id(), tag));
            return tag;
        });
    }

    /**
     * Changes the label of one of the tenant's own.
     *
     * @param version the version that the caller last read
     */
    public Tag update(CallContext context, UUID id, long version, UnaryOperator<TagFields> change) {
        UUID tenantId = context.requireTenant();
        refusePlatforms(context, id);
        return database.write(context, TagMapper.class, (mapper, transaction) -> {
            Tag before = Found.orNotFound(mapper.find(tenantId, id), "tag").tag();
            Found.inVersion(before.version(), version);
            Map<String, String> label =
                    change.apply(new TagFields(before.label())).label();
            Violations violations = new Violations();
            checkLabel(violations, label);
            violations.raise();
            String name = before.named().toString();
            guard.check(context, transaction, KIND, name, () -> document(label));
            Tag after = new Tag(
                    id,
                    before.tenantId(),
                    before.tagSet(),
                    before.slug(),
                    label,
                    version + 1,
                    before.createdAt(),
                    Times.now(clock));
            Found.inVersion(mapper.update(TagRow.of(after)), 1);
            transaction.audit(AuditEntry.changed("tag.update", RESOURCE, id, before, after));
            return after;
        });
    }

    /**
     * Deletes one of the tenant's own.
     *
     * @param force although entities have it, from which it is taken
     */
    public void delete(CallContext context, UUID id, boolean force) {
        UUID tenantId = context.requireTenant();
        refusePlatforms(context, id);
        database.write(context, TagMapper.class, (mapper, transaction) -> {
            Tag tag = Found.orNotFound(mapper.find(tenantId, id), "tag").tag();
            guard.check(context, transaction, KIND, tag.named().toString(), () -> null);
            EntityTagMapper entities = transaction.mapper(EntityTagMapper.class);
            long used = entities.entities(tenantId, tag.tagSet(), tag.slug());
            if (used > 0 && !force) {
                throw ProblemException.of(MetadataProblem.TAG_IN_USE, used).with("entities", used);
            }
            entities.deleteAllOf(tenantId, tag.tagSet(), tag.slug());
            mapper.delete(tenantId, id);
            transaction.audit(AuditEntry.removed("tag.delete", RESOURCE, id, tag));
            return tag;
        });
    }

    /**
     * Checks a tag by itself.
     *
     * @throws ProblemException 400 that names every field that is wrong
     */
    public void check(NewTag wanted) {
        Violations violations = new Violations();
        violations.check(TagName.isSlug(wanted.slug()), "slug", TagName.RULE);
        checkLabel(violations, wanted.label());
        violations.raise();
    }

    /** The tenant's own tags with these names. */
    public List<Tag> named(CallContext context, List<TagName> names) {
        return database
                .read(
                        context,
                        TagMapper.class,
                        mapper -> mapper.named(
                                context.requireTenant(),
                                names.stream().map(TagName::tagSet).toList(),
                                names.stream().map(TagName::slug).toList()))
                .stream()
                .map(TagRow::tag)
                .toList();
    }

    /** Slugs of the tenant's own tags by set; of sets with very many not all. */
    public Map<String, List<String>> own(CallContext context, Collection<String> sets) {
        return database
                .read(
                        context,
                        TagMapper.class,
                        mapper -> mapper.ofSets(context.requireTenant(), List.copyOf(sets), MOST_OF_SETS))
                .stream()
                .collect(Collectors.groupingBy(TagRow::tagSet, Collectors.mapping(TagRow::slug, Collectors.toList())));
    }

    /** A tag as templates write it: what its name does not say. */
    public static JsonNode document(Map<String, String> label) {
        ObjectNode document = Documents.object();
        document.set("label", Documents.parse(Texts.write(label)));
        return document;
    }

    static Tag newTag(UUID tenantId, TagName name, Map<String, String> label, Instant now) {
        UUID owner = tenantId.equals(PlatformRows.TENANT) ? null : tenantId;
        return new Tag(Ids.next(), owner, name.tagSet(), name.slug(), label, 1, now, now);
    }

    private static void checkLabel(Violations violations, Map<String, String> label) {
        Texts.checkLabel(violations, "label", label == null ? Map.of() : label, TagFields.LONGEST_LABEL);
    }

    private static String slugOf(Map<String, String> label) {
        return label == null ? "" : TagName.slugOf(label.getOrDefault("en", String.join(" ", label.values())));
    }

    private Set<TagName> ownNames(CallContext context, List<Tag> platform) {
        List<String> tagSets = platform.stream().map(Tag::tagSet).toList();
        List<String> slugs = platform.stream().map(Tag::slug).toList();
        return database
                .read(context, TagMapper.class, mapper -> mapper.named(context.requireTenant(), tagSets, slugs))
                .stream()
                .map(row -> row.tag().named())
                .collect(Collectors.toSet());
    }

    private List<Tag> fetch(CallContext context, String tagSet, PageRequest page) {
        return database
                .read(context, TagMapper.class, mapper -> mapper.list(context.requireTenant(), tagSet, page))
                .stream()
                .map(TagRow::tag)
                .toList();
    }

    private void refusePlatforms(CallContext context, UUID id) {
        if (!isPlatform(context) && read(PlatformRows.of(context), id) != null) {
            throw ProblemException.of(MetadataProblem.OF_THE_PLATFORM, "tag", "with the same slug");
        }
    }

    private TagRow read(CallContext context, UUID id) {
        return database.read(context, TagMapper.class, mapper -> mapper.find(context.requireTenant(), id));
    }

    private static boolean isPlatform(CallContext context) {
        return context.requireTenant().equals(PlatformRows.TENANT);
    }
}
