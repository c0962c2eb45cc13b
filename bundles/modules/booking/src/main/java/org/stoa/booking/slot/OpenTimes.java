package org.stoa.booking.slot;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Transaction;
import org.stoa.booking.service.Service;

/** When resources can be booked for a service by their hours, lead time and horizon, whatever is booked then. */
public final class OpenTimes {
    private final SlotRules rules;
    private final List<Agenda> agendas;

    private OpenTimes(SlotRules rules, List<Agenda> agendas) {
        this.rules = rules;
        this.agendas = agendas;
    }

    /**
     * Reads them in a constant number of statements.
     *
     * @param wanted only these resources
     * @param rules those of the service, or the same with another duration
     * @param from the first time that is asked for
     * @param to the last one
     */
    public static OpenTimes load(
            Transaction transaction,
            Service service,
            List<UUID> wanted,
            SlotRules rules,
            Instant from,
            Instant to,
            Instant now) {
        Instant last = to.isAfter(rules.latest()) && rules.latest().isAfter(from) ? rules.latest() : to;
        List<Agenda> agendas = new Agendas(transaction.mapper(SlotMapper.class))
                .of(service, wanted, SlotMode.FIRST_FREE, from, last.plus(rules.duration()), now);
        return new OpenTimes(
                rules,
                agendas.stream()
                        .map(agenda -> new Agenda(
                                agenda.resourceId(), agenda.capacity(), agenda.openings(), List.of(), agenda.busy()))
                        .toList());
    }

    /** Who can start then. */
    public List<UUID> at(Instant start) {
        return agendas.stream()
                .filter(agenda -> isSlot(List.of(agenda), SlotMode.FIRST_FREE, start))
                .map(Agenda::resourceId)
                .toList();
    }

    /** Whether all can start then. */
    public boolean together(Instant start) {
        return isSlot(agendas, SlotMode.ALL_TOGETHER, start);
    }

    private boolean isSlot(List<Agenda> who, SlotMode mode, Instant start) {
        return !new SlotSearch(rules, who)
                .find(mode, start, start.plusNanos(1000))
                .isEmpty();
    }
}
