package org.stoa.booking.availability;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.stoa.booking.recurrence.Work;
import org.stoa.booking.slot.Span;

/**
 * When a resource is open. What is said for a date replaces all that weekly and recurring rules say of hours that begin
 * on that date, if it opens any; what a date blocks is taken away whatever else holds:
 *
 * <pre>((regular hours - regular blocks) + hours of dates) - blocks of dates</pre>
 *
 * <p>Hours begin and end at the first moment at which the wall clock shows their time or a later one. So hours at times
 * that are skipped are none, and of times that come twice the first counts; hours that meet on the clock meet in time,
 * and a day from 00:00 to 24:00 is as long as it is, be it 23 hours, 25, or none at all.
 */
public final class Hours {
    /** Rules that begin this long before may reach into the time asked for: a day long, in a day of up to two. */
    private static final int DAYS_BEFORE = 3;

    private final ZoneId zone;
    private final List<HoursRule> rules;

    public Hours(ZoneId zone, List<HoursRule> rules) {
        this.zone = zone;
        this.rules = List.copyOf(rules);
    }

    /** The openings that have a moment between the two in common, in order, each in full length up to a day beyond. */
    public List<Opening> between(Instant from, Instant to) {
        return between(from, to, new Work());
    }

    /** The same, as part of what is computed for a request. */
    List<Opening> between(Instant from, Instant to, Work work) {
        LocalDate first = LocalDate.ofInstant(from, zone).minusDays(DAYS_BEFORE);
        LocalDate last = LocalDate.ofInstant(to, zone).plusDays(1);
        Set<LocalDate> replaced = new HashSet<>();
        for (HoursRule rule : rules) {
            if (rule.date() != null && rule.available()) {
                replaced.add(rule.date());
            }
        }
        List<Span> regular = new ArrayList<>();
        List<Span> regularBlocks = new ArrayList<>();
        List<Span> dated = new ArrayList<>();
        List<Span> datedBlocks = new ArrayList<>();
        for (HoursRule rule : rules) {
            boolean isDate = rule.date() != null;
            List<Span> target = rule.available() ? (isDate ? dated : regular) : (isDate ? datedBlocks : regularBlocks);
            for (LocalDate day : days(rule, first, last, work)) {
                if (isDate || !replaced.contains(day)) {
                    add(target, day, rule);
                }
            }
        }
        List<Span> open = new ArrayList<>(Span.minus(Span.union(regular), Span.union(regularBlocks)));
        open.addAll(dated);
        TreeSet<Instant> starts = new TreeSet<>();
        regular.forEach(span -> starts.add(span.start()));
        dated.forEach(span -> starts.add(span.start()));
        return Span.minus(Span.union(open), Span.union(datedBlocks)).stream()
                .filter(span -> span.start().isBefore(to) && span.end().isAfter(from))
                .map(span -> opening(span, starts))
                .toList();
    }

    private static Opening opening(Span span, TreeSet<Instant> starts) {
        List<Instant> anchors = new ArrayList<>();
        anchors.add(span.start());
        anchors.addAll(starts.subSet(span.start(), false, span.end(), false));
        return new Opening(span, anchors);
    }

    private List<LocalDate> days(HoursRule rule, LocalDate first, LocalDate last, Work work) {
        if (rule.date() != null) {
            return rule.date().isBefore(first) || rule.date().isAfter(last) ? List.of() : List.of(rule.date());
        }
        if (rule.recurrence() != null) {
            return rule.recurrence().dates(rule.startsOn(), first, last, zone, work);
        }
        List<LocalDate> days = new ArrayList<>();
        int ahead = Math.floorMod(rule.day().getValue() - first.getDayOfWeek().getValue(), 7);
        for (LocalDate day = first.plusDays(ahead); !day.isAfter(last); day = day.plusWeeks(1)) {
            days.add(day);
        }
        return days;
    }

    private void add(List<Span> spans, LocalDate day, HoursRule rule) {
        LocalDateTime midnight = day.atStartOfDay();
        Instant start = first(midnight.plusMinutes(rule.startMinute()));
        Instant end = first(midnight.plusMinutes(rule.endMinute()));
        if (start.isBefore(end)) {
            spans.add(new Span(start, end));
        }
    }

    /** The first moment at which the wall clock shows this time or a later one. */
    private Instant first(LocalDateTime time) {
        ZoneRules offsets = zone.getRules();
        ZoneOffsetTransition transition = offsets.getTransition(time);
        if (transition == null) {
            return time.toInstant(offsets.getOffset(time));
        }
        return transition.isGap() ? transition.getInstant() : time.toInstant(transition.getOffsetBefore());
    }
}
