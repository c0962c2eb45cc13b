package org.stoa.booking.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time, with its start and without its end.
 *
 * @param end after {@code start}
 */
public record Span(Instant start, Instant end) {
    public Span {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(start + " is not before " + end);
        }
    }

    /** The same moments as stretches that are in order and do not touch. */
    public static List<Span> union(Collection<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparing(Span::start));
        List<Span> union = new ArrayList<>();
        for (Span span : sorted) {
            Span last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last == null || last.end.isBefore(span.start)) {
                union.add(span);
            } else if (last.end.isBefore(span.end)) {
                union.set(union.size() - 1, new Span(last.start, span.end));
            }
        }
        return union;
    }

    /**
     * The moments of {@code spans} that are in none of {@code others}.
     *
     * @param spans in order, not touching
     * @param others likewise
     */
    public static List<Span> minus(List<Span> spans, List<Span> others) {
        List<Span> rest = new ArrayList<>();
        int first = 0;
        for (Span span : spans) {
            Instant start = span.start;
            while (first < others.size() && !others.get(first).end.isAfter(start)) {
                first++;
            }
            for (int index = first;
                    index < others.size() && others.get(index).start.isBefore(span.end);
                    index++) {
                Span other = others.get(index);
                if (start.isBefore(other.start)) {
                    rest.add(new Span(start, other.start));
                }
                start = other.end.isAfter(start) ? other.end : start;
            }
            if (start.isBefore(span.end)) {
                rest.add(new Span(start, span.end));
            }
        }
        return rest;
    }
}
