package org.stoa.booking.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.booking.availability.Opening;

/**
 * The time of one resource: when it is open, and when its units are taken.
 *
 * @param capacity units that are interchangeable, at least 1
 * @param openings in order
 * @param taken of one unit each; of the same unit they do not meet
 * @param busy when no unit is free
 */
public record Agenda(UUID resourceId, int capacity, List<Opening> openings, List<Taken> taken, List<Span> busy) {
    public Agenda {
        openings = List.copyOf(openings);
        taken = List.copyOf(taken);
        busy = List.copyOf(busy);
    }

    /** @param unit from 1 */
    public record Taken(int unit, Span span) {}

    /** The times from {@code from} until before {@code to} at which something may start, free or not, in order. */
    List<Instant> grid(SlotRules rules, Instant from, Instant to) {
        Instant first = rules.earliest().isAfter(from) ? rules.earliest() : from;
        List<Instant> starts = new ArrayList<>();
        for (Opening opening : openings) {
            Instant lastStart = opening.span().end().minus(rules.duration());
            for (int index = 0; index < opening.anchors().size(); index++) {
                Instant anchor = opening.anchors().get(index);
                Instant next = index + 1 < opening.anchors().size()
                        ? opening.anchors().get(index + 1)
                        : opening.span().end();
                for (Instant start = firstStep(anchor, rules, first);
                        start.isBefore(next) && start.isBefore(to) && !start.isAfter(lastStart);
                        start = start.plus(rules.step())) {
                    if (!start.isAfter(rules.latest())) {
                        starts.add(start);
                    }
                }
            }
        }
        return starts;
    }

    private static Instant firstStep(Instant anchor, SlotRules rules, Instant first) {
        if (!anchor.isBefore(first)) {
            return anchor;
        }
        long step = rules.step().toSeconds();
        long passed = first.getEpochSecond() - anchor.getEpochSecond() + (first.getNano() > 0 ? 1 : 0);
        return anchor.plusSeconds((passed + step - 1) / step * step);
    }

    /** Whether something that starts then lies within hours. */
    boolean isOpen(SlotRules rules, Instant start) {
        Instant end = start.plus(rules.duration());
        return openings.stream()
                .map(Opening::span)
                .anyMatch(span -> !start.isBefore(span.start()) && !end.isAfter(span.end()));
    }

    /**
     * How many units are blocked for something that starts then, as steps: from each key on as many as its value says.
     * A stretch that is taken blocks all starts whose own stretch, buffers included, would meet it.
     */
    TreeMap<Instant, Integer> blocked(SlotRules rules) {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        Map<Integer, List<Span>> byUnit = taken.stream()
                .collect(Collectors.groupingBy(
                        Taken::unit, Collectors.mapping(each -> starts(each.span(), rules), Collectors.toList())));
        byUnit.values().forEach(spans -> count(changes, Span.union(spans), 1));
        count(changes, Span.union(busy.stream().map(span -> starts(span, rules)).toList()), capacity);
        int sum = 0;
        for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
            sum += change.getValue();
            change.setValue(Math.min(sum, capacity));
        }
        return changes;
    }

    /** The starts that would meet {@code span}: after the first of the two moments, before the second. */
    private static Span starts(Span span, SlotRules rules) {
        return new Span(
                span.start().minus(rules.after()).minus(rules.duration()).plusNanos(1),
                span.end().plus(rules.before()));
    }

    private static void count(TreeMap<Instant, Integer> changes, List<Span> spans, int units) {
        for (Span span : spans) {
            changes.merge(span.start(), units, Integer::sum);
            changes.merge(span.end(), -units, Integer::sum);
        }
    }
}
