package org.stoa.booking.availability;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.resource.Resource;
import org.stoa.booking.resource.ResourceMapper;
import org.stoa.booking.resource.Resources;

/** Keeps the hours of each resource, which are put as a whole. */
@Component(service = Availabilities.class)
public final class Availabilities {
    /** Rows of one statement: PostgreSQL takes 65,535 parameters. */
    private static final int ROWS = 1000;

    private final Database database;
    private final TenantClock clock;

    @Activate
    public Availabilities(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Availability get(CallContext context, UUID resourceId) {
        Resource resource =
                database.read(context, ResourceMapper.class, mapper -> Resources.found(mapper.find(resourceId)));
        List<AvailabilityMapper.Row> rows =
                database.read(context, AvailabilityMapper.class, mapper -> mapper.list(List.of(resourceId)));
        return view(resource, rows, resource.version());
    }

    /**
     * Replaces all hours.
     *
     * @param version of the resource
     * @throws ProblemException 403 {@code permission-denied} for the resource of somebody else
     */
    public Availability put(CallContext context, UUID resourceId, long version, AvailabilityFields fields) {
        List<HoursRule> rules = fields.checked();
        Instant now = clock.now(context);
        return database.write(context, AvailabilityMapper.class, (mapper, transaction) -> {
            ResourceMapper resources = transaction.mapper(ResourceMapper.class);
            Resource resource = Resources.found(resources.findAndLock(resourceId));
            Resources.requireOwn(context, resource);
            if (resource.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            Availability before = view(resource, mapper.list(List.of(resourceId)), version);
            List<AvailabilityMapper.Row> rows = new ArrayList<>();
            for (int index = 0; index < rules.size(); index++) {
                String note = fields.hours().get(index).note();
                rows.add(AvailabilityMapper.Row.of(Ids.next(), resourceId, rules.get(index), note));
            }
            mapper.deleteAll(resourceId);
            for (int first = 0; first < rows.size(); first += ROWS) {
                mapper.insert(context.requireTenant(), rows.subList(first, Math.min(first + ROWS, rows.size())));
            }
            resources.touch(resourceId, now);
            Availability after = view(resource, rows, version + 1);
            transaction.audit(
                    AuditEntry.changed("resource.availability", "booking.availability", resourceId, before, after));
            return after;
        });
    }

    private static Availability view(Resource resource, List<AvailabilityMapper.Row> rows, long version) {
        return new Availability(
                resource.id(),
                resource.timezone(),
                rows.stream()
                        .map(row -> AvailabilityRule.of(row.rule(), row.note()))
                        .toList(),
                version);
    }
}
