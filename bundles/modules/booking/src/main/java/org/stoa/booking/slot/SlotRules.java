package org.stoa.booking.slot;

import java.time.Duration;
import java.time.Instant;

/**
 * What a service asks of the time it is booked for.
 *
 * @param before buffer that must be free before the start
 * @param after buffer that must be free after the end
 * @param step between two times to start, counted from where hours begin
 * @param earliest no start before it
 * @param latest no start after it
 */
public record SlotRules(
        Duration duration, Duration before, Duration after, Duration step, Instant earliest, Instant latest) {

    /** What a booking that starts then occupies: buffers included. */
    public Span occupied(Instant start) {
        return new Span(start.minus(before), start.plus(duration).plus(after));
    }
}
