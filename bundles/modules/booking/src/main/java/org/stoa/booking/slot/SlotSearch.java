package org.stoa.booking.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Finds the slots of a service among the agendas of its resources. Knows no database and no clock. */
public final class SlotSearch {
    private final SlotRules rules;
    private final List<Agenda> agendas;

    /** @param agendas who is asked first comes first */
    public SlotSearch(SlotRules rules, List<Agenda> agendas) {
        this.rules = rules;
        this.agendas = List.copyOf(agendas);
    }

    /** The slots that start between {@code from} and before {@code to}, in order. */
    public List<Slot> find(SlotMode mode, Instant from, Instant to) {
        Collection<Candidate> candidates = mode == SlotMode.ALL_TOGETHER ? together(from, to) : apart(from, to);
        List<Slot> slots = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            slots.add(new Slot(
                    candidate.start, candidate.start.plus(rules.duration()), candidate.resourceIds, candidate.free));
        }
        return slots;
    }

    /** Everybody at times of his own. */
    private Collection<Candidate> apart(Instant from, Instant to) {
        Map<Instant, Candidate> candidates = new TreeMap<>();
        for (Agenda agenda : agendas) {
            TreeMap<Instant, Integer> blocked = agenda.blocked(rules);
            for (Instant start : agenda.grid(rules, from, to)) {
                int free = free(agenda, blocked, start);
                if (free > 0) {
                    candidates.computeIfAbsent(start, moment -> new Candidate(moment, List.of(agenda.resourceId())))
                            .free += free;
                }
            }
        }
        return candidates.values();
    }

    /** At the times of anybody at which everybody can. */
    private Collection<Candidate> together(Instant from, Instant to) {
        TreeSet<Instant> starts = new TreeSet<>();
        agendas.forEach(agenda -> starts.addAll(agenda.grid(rules, from, to)));
        List<UUID> all = agendas.stream().map(Agenda::resourceId).toList();
        Map<Instant, Candidate> candidates = new TreeMap<>();
        for (Instant start : starts) {
            Candidate candidate = new Candidate(start, all);
            candidate.free = Integer.MAX_VALUE;
            candidates.put(start, candidate);
        }
        for (Agenda agenda : agendas) {
            TreeMap<Instant, Integer> blocked = agenda.blocked(rules);
            candidates.values().removeIf(candidate -> {
                int free = agenda.isOpen(rules, candidate.start) ? free(agenda, blocked, candidate.start) : 0;
                candidate.free = Math.min(candidate.free, free);
                return free == 0;
            });
        }
        return candidates.values();
    }

    private static int free(Agenda agenda, TreeMap<Instant, Integer> blocked, Instant start) {
        Map.Entry<Instant, Integer> step = blocked.floorEntry(start);
        return agenda.capacity() - (step == null ? 0 : step.getValue());
    }

    /** A time that is being counted. */
    private static final class Candidate {
        private final Instant start;
        private final List<UUID> resourceIds;
        private int free;

        Candidate(Instant start, List<UUID> resourceIds) {
            this.start = start;
            this.resourceIds = resourceIds;
        }
    }
}
