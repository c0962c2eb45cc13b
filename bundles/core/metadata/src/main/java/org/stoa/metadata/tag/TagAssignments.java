package org.stoa.metadata.tag;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.EntityTypes;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Times;
import org.stoa.metadata.Violations;

/**
 * Gives tags to entities, inside the transaction of whoever changes the entity. What the platform has to say of them is
 * read before that transaction begins: {@link #read}.
 */
@Component(service = TagAssignments.class)
public final class TagAssignments {

    /** Most tags of one entity. */
    static final int MOST = 100;

    private final Database database;
    private final TagSets sets;
    private final Clock clock;

    @Activate
    public TagAssignments(@Reference Database database, @Reference TagSets sets) {
        this(database, sets, Clock.systemUTC());
    }

    public TagAssignments(Database database, TagSets sets, Clock clock) {
        this.database = database;
        this.sets = sets;
        this.clock = clock;
    }

    /**
     * Tags as a client wrote them, understood.
     *
     * @param typed name to what was typed for it
     * @param ofPlatform those that the platform has
     */
    public record WantedTags(Map<TagName, String> typed, Map<String, TagSet> sets, Set<TagName> ofPlatform) {}

    /**
     * Reads tags that an entity is to have.
     *
     * @param type of the entity
     * @param tags each {@code set:slug}, in an open set also {@code set:any text}
     * @throws ProblemException 400 that names every tag that cannot be had
     */
    public WantedTags read(CallContext context, String type, String subtype, List<String> tags) {
        Map<String, TagSet> known = sets.all(context);
        Violations violations = new Violations();
        violations.check(tags.size() <= MOST, "tags", "may have at most " + MOST + " entries");
        Map<TagName, String> typed = new LinkedHashMap<>();
        for (int index = 0; index < tags.size(); index++) {
            String place = "tags[" + index + "]";
            String text = tags.get(index) == null ? "" : tags.get(index);
            int colon = text.indexOf(':');
            TagSet set = colon < 0 ? null : known.get(text.substring(0, colon));
            if (set == null) {
                violations.add(place, "must begin with the name of a tag set and a colon, such as season:summer");
                continue;
            }
            String label = text.substring(colon + 1).strip();
            String slug = TagName.slugOf(label);
            violations
                    .check(TagName.isSlug(slug), place, TagName.RULE)
                    .check(
                            EntityTypes.allow(set.allowedEntityTypes(), type, subtype),
                            place,
                            "is for " + String.join(", ", set.allowedEntityTypes()) + " only");
            typed.putIfAbsent(new TagName(set.name(), slug), label);
        }
        checkNumbers(violations, known, typed.keySet());
        violations.raise();
        return new WantedTags(typed, known, platformNames(context, typed.keySet()));
    }

    /**
     * Gives an entity these tags and no others. Tags that are new to an open set are added to it.
     *
     * @throws ProblemException 400 that names every tag that a closed set does not have
     */
    public void set(CallContext context, Transaction transaction, UUID entityId, WantedTags wanted) {
        UUID tenantId = context.requireTenant();
        List<TagName> names = List.copyOf(wanted.typed().keySet());
        List<String> tagSets = names.stream().map(TagName::tagSet).toList();
        List<String> slugs = names.stream().map(TagName::slug).toList();
        TagMapper mapper = transaction.mapper(TagMapper.class);
        Set<TagName> known = mapper.named(tenantId, tagSets, slugs).stream()
                .map(row -> row.tag().named())
                .collect(Collectors.toSet());
        known.addAll(wanted.ofPlatform());
        List<TagName> missing =
                names.stream().filter(name -> !known.contains(name)).toList();
        Violations violations = new Violations();
        missing.stream()
                .filter(name -> wanted.sets().get(name.tagSet()).vocabulary() == Vocabulary.CLOSED)
                .forEach(name ->
                        violations.add("tags[" + names.indexOf(name) + "]", "is not one of the tags of its set"));
        violations.raise();
        addAll(context, mapper, missing, wanted);
        EntityTagMapper entities = transaction.mapper(EntityTagMapper.class);
        entities.keepOnly(tenantId, entityId, tagSets, slugs);
        entities.add(tenantId, entityId, tagSets, slugs);
    }

    /** The tags of each entity: {@code set:slug}, in alphabetical order. */
    public Map<UUID, Set<String>> tagsOf(CallContext context, Transaction transaction, List<UUID> entityIds) {
        Map<UUID, Set<String>> tags = new HashMap<>();
        transaction
                .mapper(EntityTagMapper.class)
                .ofEntities(context.requireTenant(), entityIds)
                .forEach(row -> tags.computeIfAbsent(row.entityId(), id -> new TreeSet<>())
                        .add(new TagName(row.tagSet(), row.slug()).toString()));
        return tags;
    }

    private void addAll(CallContext context, TagMapper mapper, List<TagName> missing, WantedTags wanted) {
        if (missing.isEmpty()) {
            return;
        }
        UUID tenantId = context.requireTenant();
        if (mapper.count(tenantId) + missing.size() > Tags.MOST) {
            throw ProblemException.of(MetadataProblem.TOO_MANY, Tags.MOST, "tags");
        }
        Instant now = Times.now(clock);
        String language = context.locale().toLanguageTag();
        missing.forEach(name -> mapper.add(TagRow.of(
                Tags.newTag(tenantId, name, Map.of(language, wanted.typed().get(name)), now))));
    }

    private static void checkNumbers(Violations violations, Map<String, TagSet> sets, Set<TagName> names) {
        Map<String, List<TagName>> bySet = names.stream().collect(Collectors.groupingBy(TagName::tagSet));
        new ArrayList<>(bySet.keySet()).stream().sorted().forEach(name -> {
            Integer most = sets.get(name).maxPerEntity();
            violations.check(
                    most == null || bySet.get(name).size() <= most,
                    "tags",
                    "may have at most " + most + " of the set " + name);
        });
    }

    private Set<TagName> platformNames(CallContext context, Set<TagName> names) {
        if (names.isEmpty()) {
            return Set.of();
        }
        List<TagName> list = List.copyOf(names);
        return database
                .read(
                        PlatformRows.of(context),
                        TagMapper.class,
                        mapper -> mapper.named(
                                PlatformRows.TENANT,
                                list.stream().map(TagName::tagSet).toList(),
                                list.stream().map(TagName::slug).toList()))
                .stream()
                .map(row -> row.tag().named())
                .collect(Collectors.toSet());
    }
}
