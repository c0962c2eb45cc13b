package org.stoa.metadata.tag;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Times;

/**
 * The tag sets of a tenant: its own, and the platform's, which it sees and cannot change. With a context of
 * {@link PlatformRows} the platform's themselves.
 */
@Component(service = TagSets.class)
public final class TagSets {

    /** Name of the kind of such items in templates. */
    public static final String KIND = "tag-set";

    static final String RESOURCE = "metadata.tag_set";

    /** Most sets of one tenant, or of the platform. */
    static final int MOST = 500;

    private final Database database;
    private final ChangeGuard guard;
    private final Clock clock;

    @Activate
    public TagSets(@Reference Database database, @Reference ChangeGuard guard) {
        this(database, guard, Clock.systemUTC());
    }

    public TagSets(Database database, ChangeGuard guard, Clock clock) {
        this.database = database;
        this.guard = guard;
        this.clock = clock;
    }

    /** All that the tenant sees, by name. */
    public Map<String, TagSet> all(CallContext context) {
        Map<String, TagSet> sets = new LinkedHashMap<>();
        if (!isPlatform(context)) {
            own(PlatformRows.of(context)).forEach(set -> sets.put(set.name(), set));
        }
        own(context).forEach(set -> sets.put(set.name(), set));
        return sets;
    }

    /**
     * Those that fit, newest first.
     *
     * @param entityType only those whose tags such entities may have, or null
     */
    public Page<TagSet> list(CallContext context, String entityType, PageRequest page) {
        List<TagSet> fetched = all(context).values().stream()
                .filter(set -> entityType == null
                        || set.allowedEntityTypes().isEmpty()
                        || set.allowedEntityTypes().contains(entityType))
                .filter(set -> page.after() == null || set.id().compareTo(page.after()) < 0)
                .sorted(Comparator.comparing(TagSet::id).reversed())
                .limit(page.fetch())
                .toList();
        return Page.of(fetched, page, TagSet::id);
    }

    /** One that the tenant sees, or 404. */
    public TagSet get(CallContext context, UUID id) {
        TagSetRow own = read(context, id);
        if (own == null && !isPlatform(context)) {
            own = read(PlatformRows.of(context), id);
        }
        return Found.orNotFound(own, "tag set").set();
    }

    /** Adds a tag set. */
    public TagSet create(CallContext context, TagSetFields fields) {
        TagSetFields checked = fields.checked();
        UUID tenantId = context.requireTenant();
        return database.write(context, TagSetMapper.class, (mapper, transaction) -> {
            if (mapper.all(tenantId).size() >= MOST) {
                throw ProblemException.of(MetadataProblem.TOO_MANY, MOST, "tag sets");
            }
            Instant now = Times.now(clock);
            TagSet set = TagSet.of(Ids.next(), tenantId, checked, 1, now, now);
            mapper.insert(TagSetRow.of(set));
            transaction.audit(AuditEntry.created("tag-set.create", RESOURCE, set.id(), set));
            return set;
        });
    }

    /**
     * Changes one of the tenant's own.
     *
     * @param version the version that the caller last read
     */
    public TagSet update(CallContext context, UUID id, long version, UnaryOperator<TagSetFields> change) {
        UUID tenantId = context.requireTenant();
        refusePlatforms(context, id);
        return database.write(context, TagSetMapper.class, (mapper, transaction) -> {
            TagSet before =
                    Found.orNotFound(mapper.find(tenantId, id), "tag set").set();
            Found.inVersion(before.version(), version);
            TagSetFields fields = change.apply(TagSetFields.of(before)).checked();
            if (!fields.name().equals(before.name())) {
                throw ProblemException.invalid("name", "cannot be changed: entities refer to it");
            }
            guard.check(context, transaction, KIND, fields.name(), () -> Documents.parse(Documents.write(fields)));
            TagSet after = TagSet.of(id, tenantId, fields, version + 1, before.createdAt(), Times.now(clock));
            Found.inVersion(mapper.update(TagSetRow.of(after)), 1);
            transaction.audit(AuditEntry.changed("tag-set.update", RESOURCE, id, before, after));
            return after;
        });
    }

    /**
     * Deletes one of the tenant's own with its tags.
     *
     * @param force although entities have tags of it, which are taken from them
     */
    public void delete(CallContext context, UUID id, boolean force) {
        UUID tenantId = context.requireTenant();
        refusePlatforms(context, id);
        database.write(context, TagSetMapper.class, (mapper, transaction) -> {
            TagSet set = Found.orNotFound(mapper.lock(tenantId, id), "tag set").set();
            guard.check(context, transaction, KIND, set.name(), () -> null);
            EntityTagMapper entities = transaction.mapper(EntityTagMapper.class);
            long used = entities.entities(tenantId, set.name(), null);
            if (used > 0 && !force) {
                throw ProblemException.of(MetadataProblem.TAG_SET_IN_USE, used).with("entities", used);
            }
            entities.deleteAllOf(tenantId, set.name(), null);
            transaction.mapper(TagMapper.class).deleteAllOfSet(tenantId, set.name());
            mapper.delete(tenantId, id);
            transaction.audit(AuditEntry.removed("tag-set.delete", RESOURCE, id, set));
            return set;
        });
    }

    private void refusePlatforms(CallContext context, UUID id) {
        if (!isPlatform(context) && read(PlatformRows.of(context), id) != null) {
            throw ProblemException.of(MetadataProblem.OF_THE_PLATFORM, "tag set", "with the same name");
        }
    }

    private TagSetRow read(CallContext context, UUID id) {
        return database.read(context, TagSetMapper.class, mapper -> mapper.find(context.requireTenant(), id));
    }

    private List<TagSet> own(CallContext context) {
        return database.read(context, TagSetMapper.class, mapper -> mapper.all(context.requireTenant())).stream()
                .map(TagSetRow::set)
                .toList();
    }

    private static boolean isPlatform(CallContext context) {
        return context.requireTenant().equals(PlatformRows.TENANT);
    }
}
