package org.stoa.booking.service;

import java.time.Instant;
import java.util.List;
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
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.Labels;
import org.stoa.booking.resource.ResourceMapper;
import org.stoa.booking.setting.Settings;

/** Keeps what of each tenant can be booked. */
@Component(service = Services.class)
public final class Services {
    private static final String TABLE = "booking.service";

    private final Database database;
    private final Settings settings;
    private final TenantClock clock;

    @Activate
    public Services(@Reference Database database, @Reference Settings settings, @Reference TenantClock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    public Page<Service> list(CallContext context, PageRequest page) {
        return database.read(
                context,
                ServiceMapper.class,
                mapper -> Page.of(
                        mapper.list(page).stream()
                                .map(ServiceMapper.Row::service)
                                .toList(),
                        page,
                        Service::id));
    }

    public Service get(CallContext context, UUID id) {
        return database.read(context, ServiceMapper.class, mapper -> found(mapper.find(id)));
    }

    public Service create(CallContext context, ServiceFields fields) {
        ServiceFields checked = fields.checked(settings.get(context).currencies());
        Instant now = clock.now(context);
        return database.write(context, ServiceMapper.class, (mapper, transaction) -> {
            Service service = Service.of(Ids.next(), checked, 1, now, now);
            requirePresent(transaction, service.resourceIds());
            UUID tenant = context.requireTenant();
            mapper.insert(
                    tenant,
                    service,
                    checked.currency(),
                    Labels.json(service.names()),
                    Labels.json(service.descriptions()));
            mapper.putResources(tenant, service.id(), service.resourceIds());
            transaction.audit(AuditEntry.created("service.create", TABLE, service.id(), service));
            return service;
        });
    }

    public Service update(CallContext context, UUID id, long version, MergePatch patch) {
        List<String> currencies = settings.get(context).currencies();
        Instant now = clock.now(context);
        return database.write(context, ServiceMapper.class, (mapper, transaction) -> {
            Service before = found(mapper.findAndLock(id));
            if (before.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            ServiceFields fields = patch.applyTo(before.fields()).checked(currencies);
            Service after = Service.of(id, fields, version + 1, before.createdAt(), now);
            requirePresent(transaction, after.resourceIds());
            mapper.update(after, fields.currency(), Labels.json(after.names()), Labels.json(after.descriptions()));
            mapper.removeOtherResources(id, after.resourceIds());
            mapper.putResources(context.requireTenant(), id, after.resourceIds());
            transaction.audit(AuditEntry.changed("service.update", TABLE, id, before, after));
            return after;
        });
    }

    /** What was booked stays booked. */
    public void delete(CallContext context, UUID id) {
        Instant now = clock.now(context);
        database.write(context, ServiceMapper.class, (mapper, transaction) -> {
            Service before = found(mapper.findAndLock(id));
            mapper.delete(id, now);
            transaction.audit(AuditEntry.removed("service.delete", TABLE, id, before));
            return before;
        });
    }

    public static Service found(ServiceMapper.Row row) {
        if (row == null) {
            throw ProblemException.notFound("service");
        }
        return row.service();
    }

    private static void requirePresent(Transaction transaction, List<UUID> resourceIds) {
        List<UUID> present = transaction.mapper(ResourceMapper.class).present(resourceIds);
        for (int index = 0; index < resourceIds.size(); index++) {
            if (!present.contains(resourceIds.get(index))) {
                throw ProblemException.invalid("resourceIds[" + index + "]", "is not the id of a resource");
            }
        }
    }
}
