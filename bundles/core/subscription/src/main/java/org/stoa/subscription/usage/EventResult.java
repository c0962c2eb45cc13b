package org.stoa.subscription.usage;

import java.time.Instant;
import java.util.List;
import org.stoa.api.rest.FieldError;

/**
 * What became of an event.
 *
 * @param countedAt the moment whose day and period it counts in; null for a refused one
 * @param late whether it came after its period was closed, and counts in the one that is running
 * @param code why it was refused: {@code invalid-request}, {@code event-differs} or {@code limit-exceeded}; null otherwise
 * @param detail the same in words
 * @param errors what is wrong with which field
 * @param limit the hard limit and what was used, for {@code limit-exceeded}; null otherwise
 */
public record EventResult(
        String id,
        String source,
        Outcome outcome,
        Instant countedAt,
        boolean late,
        String code,
        String detail,
        List<FieldError> errors,
        LimitReached limit) {

    /** What became of events. */
    public enum Outcome {
        COUNTED,
        /** It was counted before, with the same content. */
        KNOWN,
        REFUSED
    }

    /** Numbers of a hard limit that an event would go beyond. */
    public record LimitReached(String resource, long used, long limit, long remaining, String resetsAt) {}

    static EventResult counted(UsageEvent event, Instant countedAt, boolean late) {
        return new EventResult(
                event.id(), event.source(), Outcome.COUNTED, countedAt, late, null, null, List.of(), null);
    }

    static EventResult known(UsageEvent event, Instant countedAt, boolean late) {
        return new EventResult(event.id(), event.source(), Outcome.KNOWN, countedAt, late, null, null, List.of(), null);
    }

    static EventResult refused(UsageEvent event, String code, String detail, List<FieldError> errors) {
        return new EventResult(event.id(), event.source(), Outcome.REFUSED, null, false, code, detail, errors, null);
    }

    static EventResult beyond(UsageEvent event, LimitReached limit) {
        String detail =
                "No more " + limit.resource() + " can be used: " + limit.used() + " of " + limit.limit() + " are.";
        return new EventResult(
                event.id(), event.source(), Outcome.REFUSED, null, false, "limit-exceeded", detail, List.of(), limit);
    }
}
