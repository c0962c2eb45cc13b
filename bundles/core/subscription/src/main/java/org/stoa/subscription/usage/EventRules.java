package org.stoa.subscription.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.stoa.api.rest.FieldError;

/**
 * Which events are taken, and in which period they count.
 *
 * @param grace how long after its end a period of billing, which is a month where the tenant is, takes events that
 *     happened in it; later ones count when they come, and are late
 * @param oldest how long after it happened an event is taken at all
 * @param ahead how far the clocks of clients may be ahead
 */
record EventRules(Duration grace, Duration oldest, Duration ahead) {

    static final long MOST_UNITS = 1_000_000_000_000L;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ATTRIBUTES = 2000;
    private static final String NAME = "[\\x21-\\x7e]{1," + LONGEST_NAME + "}";
    private static final String NAME_RULE = "must be 1 to " + LONGEST_NAME + " visible ASCII characters";
    private static final String RESOURCE = "[a-z][a-z0-9]*([._-][a-z0-9]+){0,5}";

    /** The moment that an event counts at. */
    record Placement(Instant countedAt, boolean late) {}

    /**
     * What is wrong with an event that has arrived now; empty when nothing is.
     *
     * @param metered resources that bundles count themselves: nobody takes off what they have counted
     */
    List<FieldError> violations(UsageEvent event, Instant now, Set<String> metered) {
        List<FieldError> errors = new ArrayList<>();
        check(errors, event.id() != null && event.id().matches(NAME), "id", NAME_RULE);
        check(errors, event.source().matches(NAME), "source", NAME_RULE);
        check(
                errors,
                event.resource() != null
                        && event.resource().length() <= LONGEST_NAME
                        && event.resource().matches(RESOURCE),
                "resource",
                "must be lower-case words joined by one of . _ -, such as storage_gb");
        check(
                errors,
                event.units() != null
                        && event.units() != 0
                        && event.units() >= -MOST_UNITS
                        && event.units() <= MOST_UNITS,
                "units",
                "must be a whole number from 1 to " + MOST_UNITS + ", or less than 0 for what is given back");
        check(
                errors,
                event.units() == null || event.units() >= 0 || !metered.contains(event.resource()),
                "units",
                "must not be less than 0 for " + event.resource() + ", which the platform counts by itself");
        check(
                errors,
                event.attributes().text().startsWith("{")
                        && event.attributes().text().length() <= LONGEST_ATTRIBUTES,
                "attributes",
                "must be a JSON object of at most " + LONGEST_ATTRIBUTES + " characters");
        if (event.usedAt() == null) {
            errors.add(new FieldError("usedAt", "must be given"));
            return errors;
        }
        check(
                errors,
                !event.usedAt().isAfter(now.plus(ahead)),
                "usedAt",
                "must not be more than " + ahead.toMinutes() + " minutes ahead");
        check(
                errors,
                !event.usedAt().isBefore(now.minus(oldest)),
                "usedAt",
                "must not be more than " + oldest.toDays() + " days ago");
        return errors;
    }

    /** When an event counts that has arrived now. */
    Placement place(UsageEvent event, Instant now, ZoneId zone) {
        Instant usedAt = event.usedAt();
        LocalDate nextMonth =
                LocalDate.ofInstant(usedAt, zone).withDayOfMonth(1).plusMonths(1);
        boolean late = !now.isBefore(nextMonth.atStartOfDay(zone).toInstant().plus(grace));
        return new Placement(late ? now : usedAt, late);
    }

    private static void check(List<FieldError> errors, boolean holds, String field, String message) {
        if (!holds) {
            errors.add(new FieldError(field, message));
        }
    }
}
