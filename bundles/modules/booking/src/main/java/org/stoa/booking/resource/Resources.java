package org.stoa.booking.resource;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.BookingModule;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.Labels;

/** Keeps who and what of each tenant can be booked. */
@Component(service = Resources.class)
public final class Resources {
    private static final String TABLE = "booking.resource";

    private final Database database;
    private final PeopleDirectory people;
    private final TenantClock clock;

    @Activate
    public Resources(@Reference Database database, @Reference PeopleDirectory people, @Reference TenantClock clock) {
        this.database = database;
        this.people = people;
        this.clock = clock;
    }

    /** @param userId only those that are this user, or his; null for all */
    public Page<Resource> list(CallContext context, UUID userId, PageRequest page) {
        return database.read(
                context,
                ResourceMapper.class,
                mapper -> Page.of(
                        mapper.list(userId, page).stream()
                                .map(ResourceMapper.Row::resource)
                                .toList(),
                        page,
                        Resource::id));
    }

    public Resource get(CallContext context, UUID id) {
        return database.read(context, ResourceMapper.class, mapper -> found(mapper.find(id)));
    }

    public Resource create(CallContext context, ResourceFields fields) {
        ResourceFields checked = fields.checked(clock.zone(context).getId());
        if (checked.userId() != null
                && !people.find(context, null, checked.userId()).user()) {
            throw ProblemException.invalid("userId", "is not the id of a user");
        }
        Instant now = clock.now(context);
        return database.write(
                context, ResourceMapper.class, (mapper, transaction) -> insert(context, transaction, checked, now));
    }

    /**
     * Makes a resource within a transaction, for a user who is none yet.
     *
     * @param fields whose user is known to exist
     */
    public static Resource insert(CallContext context, Transaction transaction, ResourceFields fields, Instant now) {
        Resource resource = Resource.of(Ids.next(), fields, 1, now, now);
        transaction
                .mapper(ResourceMapper.class)
                .insert(context.requireTenant(), resource, Labels.json(resource.names()));
        transaction.audit(AuditEntry.created("resource.create", TABLE, resource.id(), resource));
        return resource;
    }

    public Resource update(CallContext context, UUID id, long version, MergePatch patch) {
        Instant now = clock.now(context);
        String zone = clock.zone(context).getId();
        return database.write(context, ResourceMapper.class, (mapper, transaction) -> {
            Resource before = found(mapper.findAndLock(id));
            if (before.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            ResourceFields fields = patch.applyTo(before.fields());
            requireSame("kind", before.kind(), fields.kind());
            requireSame("userId", before.userId(), fields.userId());
            requireSame("profileId", before.profileId(), fields.profileId());
            Resource after = Resource.of(id, fields.checked(zone), version + 1, before.createdAt(), now);
            mapper.update(after, Labels.json(after.names()));
            transaction.audit(AuditEntry.changed("resource.update", TABLE, id, before, after));
            return after;
        });
    }

    /** @throws ProblemException 409 {@code in-use} while it is taken at any time to come */
    public void delete(CallContext context, UUID id) {
        Instant now = clock.now(context);
        database.write(context, ResourceMapper.class, (mapper, transaction) -> {
            Resource before = found(mapper.findAndLock(id));
            if (mapper.isTaken(id, now)) {
                throw ProblemException.of(BookingProblem.IN_USE, "resource");
            }
            mapper.delete(id, now);
            transaction.audit(AuditEntry.removed("resource.delete", TABLE, id, before));
            return before;
        });
    }

    /**
     * Refuses who may change neither all resources nor this one of his own.
     *
     * @throws ProblemException 403 {@code permission-denied}
     */
    public static void requireOwn(CallContext context, Resource resource) {
        UUID caller = context.caller().userId();
        if (caller == null || !caller.equals(resource.userId())) {
            context.require(BookingModule.WRITE_RESOURCE, null);
        }
    }

    public static Resource found(ResourceMapper.Row row) {
        if (row == null) {
            throw ProblemException.notFound("resource");
        }
        return row.resource();
    }

    private static void requireSame(String field, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            throw ProblemException.invalid(field, "cannot be changed; make another resource");
        }
    }
}
