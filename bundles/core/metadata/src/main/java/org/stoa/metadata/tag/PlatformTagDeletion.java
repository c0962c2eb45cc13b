package org.stoa.metadata.tag;

import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;

/** Deletes the platform's tag sets and tags, which entities of all tenants may have. */
@Component(service = PlatformTagDeletion.class)
public final class PlatformTagDeletion {

    private final PlatformDatabase database;

    @Activate
    public PlatformTagDeletion(@Reference PlatformDatabase database) {
        this.database = database;
    }

    /**
     * Deletes a set with its tags.
     *
     * @param force although entities have tags of it, which are taken from them
     */
    public void deleteSet(CallContext context, UUID id, boolean force) {
        database.write(context.withTenant(null), PlatformTagMapper.class, (mapper, transaction) -> {
            TagSetMapper sets = transaction.mapper(TagSetMapper.class);
            TagSet set = Found.orNotFound(sets.find(PlatformRows.TENANT, id), "tag set")
                    .set();
            sets.delete(PlatformRows.TENANT, id);
            long used = mapper.entitiesOfSet(set.name());
            if (used > 0 && !force) {
                throw ProblemException.of(MetadataProblem.TAG_SET_IN_USE, used).with("entities", used);
            }
            mapper.deleteAllOfSet(set.name());
            mapper.deleteTagsOfSet(set.name());
            transaction.audit(AuditEntry.removed("tag-set.delete", TagSets.RESOURCE, id, set));
            return set;
        });
    }

    /**
     * Deletes a tag.
     *
     * @param force although entities have it, from which it is taken
     */
    public void deleteTag(CallContext context, UUID id, boolean force) {
        database.write(context.withTenant(null), PlatformTagMapper.class, (mapper, transaction) -> {
            TagMapper tags = transaction.mapper(TagMapper.class);
            Tag tag =
                    Found.orNotFound(tags.find(PlatformRows.TENANT, id), "tag").tag();
            tags.delete(PlatformRows.TENANT, id);
            long used = mapper.entitiesOfTag(tag.tagSet(), tag.slug());
            if (used > 0 && !force) {
                throw ProblemException.of(MetadataProblem.TAG_IN_USE, used).with("entities", used);
            }
            mapper.deleteAllOfTag(tag.tagSet(), tag.slug());
            transaction.audit(AuditEntry.removed("tag.delete", Tags.RESOURCE, id, tag));
            return tag;
        });
    }
}
