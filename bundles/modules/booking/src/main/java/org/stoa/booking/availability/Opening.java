package org.stoa.booking.availability;

import java.time.Instant;
import java.util.List;
import org.stoa.booking.slot.Span;

/**
 * A stretch of time in which a resource can be booked.
 *
 * @param anchors from which times to start are counted, in order: its start, and where further hours begin within it
 */
public record Opening(Span span, List<Instant> anchors) {
    public Opening {
        anchors = List.copyOf(anchors);
    }
}
