package org.stoa.booking.slot;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
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

    /**
     * Who could take a booking that starts at {@code start}, in the order in which they are asked; with
     * {@link SlotMode#ALL_TOGETHER} all, or nobody. Nobody when it is no slot: outside of hours, too soon, too far ahead,
     * taken, or at a time at which nothing starts. To be asked within the transaction that books; somebody may still be
     * faster.
     *
     * @param wanted only these resources; all of the service when there are none
     * @throws ProblemException 400 {@code invalid-request} when a wanted one does not do the service
     */
    public static List<UUID> takers(
            Transaction transaction, Service service, List<UUID> wanted, SlotMode mode, Instant start, Instant now) {
        if (!service.active()) {
            return List.of();
        }
        Instant end = start.plusNanos(1000);
        List<Agenda> agendas =
                new Agendas(transaction.mapper(SlotMapper.class)).of(service, wanted, mode, start, end, now);
        SlotRules rules = service.rules(now);
        if (mode == SlotMode.ALL_TOGETHER) {
            return new SlotSearch(rules, agendas)
                    .find(mode, start, end).stream()
                            .findFirst()
                            .map(Slot::resourceIds)
                            .orElse(List.of());
        }
        return agendas.stream()
                .filter(agenda -> !new SlotSearch(rules, List.of(agenda))
                        .find(mode, start, end)
                        .isEmpty())
                .map(Agenda::resourceId)
                .toList();
    }
}
