package org.stoa.booking.slot;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.service.Service;
import org.stoa.booking.service.ServiceMapper;
import org.stoa.booking.service.Services;

/** Tells when services can be booked. */
@Component(service = Slots.class)
public final class Slots {
    /** Most slots of one answer. */
    static final int MOST = 10_000;

    private final Database database;
    private final TenantClock clock;

    @Activate
    public Slots(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The slots of a service, in order. However many resources it has, five statements are sent.
     *
     * @throws ProblemException 400 {@code invalid-request} when there are more than {@value #MOST}
     */
    List<Slot> find(CallContext context, UUID serviceId, SlotQuery query) {
        Instant now = clock.now(context);
        Service service = database.read(context, ServiceMapper.class, mapper -> Services.found(mapper.find(serviceId)));
        if (!service.active()) {
            return List.of();
        }
        List<Agenda> agendas = database.read(context, SlotMapper.class, mapper -> new Agendas(mapper)
                .of(service, query.resourceIds(), query.mode(), query.from(), query.to(), now));
        List<Slot> found = new SlotSearch(service.rules(now), agendas).find(query.mode(), query.from(), query.to());
        if (found.size() > MOST) {
            throw ProblemException.invalid(
                    "to", "must be earlier: there are more than " + MOST + " free slots until then");
        }
        return found;
    }
}
