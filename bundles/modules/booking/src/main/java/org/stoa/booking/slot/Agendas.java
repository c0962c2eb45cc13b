package org.stoa.booking.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.api.rest.ProblemException;
import org.stoa.booking.availability.AvailabilityMapper;
import org.stoa.booking.availability.StoredHours;
import org.stoa.booking.service.Service;

/** Reads the agendas of resources, whatever their number, in four statements. */
final class Agendas {
    /** Rules that begin so long before may reach into a time, in whatever zone. */
    private static final int DAYS_AROUND = 5;

    private final SlotMapper slots;

    Agendas(SlotMapper slots) {
        this.slots = slots;
    }

    /**
     * Those of a service, who is asked first coming first.
     *
     * @param wanted only these; all when there are none
     * @param from no start before it
     * @param to no start from it on
     * @throws ProblemException 400 {@code invalid-request} that names {@code resource} when one that is wanted does not do
     *     the service
     */
    List<Agenda> of(Service service, List<UUID> wanted, SlotMode mode, Instant from, Instant to, Instant now) {
        List<SlotMapper.ServiceResourceRow> resources =
                mode == SlotMode.ROUND_ROBIN ? slots.inTurn(service.id()) : slots.inOrder(service.id());
        if (!wanted.isEmpty()) {
            resources = only(resources, new LinkedHashSet<>(wanted));
        }
        if (resources.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = resources.stream()
                .map(SlotMapper.ServiceResourceRow::resourceId)
                .toList();
        SlotRules rules = service.rules(now);
        Instant first = rules.occupied(from).start();
        Instant last = rules.occupied(to).end();
        Map<UUID, List<AvailabilityMapper.Row>> hours = by(
                slots.hours(ids, date(first, -DAYS_AROUND), date(last, DAYS_AROUND)),
                AvailabilityMapper.Row::resourceId);
        Map<UUID, SlotMapper.TakenRow> taken = slots.taken(ids, first, last, now).stream()
                .collect(Collectors.toMap(SlotMapper.TakenRow::resourceId, Function.identity()));
        Map<UUID, List<SlotMapper.BusyRow>> busy = by(slots.busy(ids, first, last), SlotMapper.BusyRow::resourceId);
        Instant end = to.plus(rules.duration()).plus(Duration.ofDays(1));
        StoredHours open = new StoredHours();
        List<Agenda> agendas = new ArrayList<>();
        for (SlotMapper.ServiceResourceRow resource : resources) {
            UUID id = resource.resourceId();
            agendas.add(new Agenda(
                    id,
                    resource.capacity(),
                    open.between(id, resource.timezone(), hours.getOrDefault(id, List.of()), from, end),
                    taken(taken.get(id)),
                    busy.getOrDefault(id, List.of()).stream()
                            .map(row -> new Span(row.startsAt(), row.endsAt()))
                            .toList()));
        }
        return agendas;
    }

    private static List<Agenda.Taken> taken(SlotMapper.TakenRow row) {
        if (row == null) {
            return List.of();
        }
        List<Agenda.Taken> taken = new ArrayList<>(row.units().size());
        for (int index = 0; index < row.units().size(); index++) {
            taken.add(new Agenda.Taken(
                    row.units().get(index).intValue(),
                    new Span(moment(row.starts().get(index)), moment(row.ends().get(index)))));
        }
        return taken;
    }

    private static Instant moment(long microseconds) {
        return Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
    }

    private static List<SlotMapper.ServiceResourceRow> only(
            List<SlotMapper.ServiceResourceRow> resources, Set<UUID> wanted) {
        List<SlotMapper.ServiceResourceRow> found = resources.stream()
                .filter(resource -> wanted.contains(resource.resourceId()))
                .toList();
        if (found.size() < wanted.size()) {
            throw ProblemException.invalid("resource", "must be the id of an active resource of the service");
        }
        return found;
    }

    private static <T> Map<UUID, List<T>> by(List<T> rows, Function<T, UUID> resource) {
        return rows.stream().collect(Collectors.groupingBy(resource));
    }

    private static LocalDate date(Instant moment, int days) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).plusDays(days);
    }
}
