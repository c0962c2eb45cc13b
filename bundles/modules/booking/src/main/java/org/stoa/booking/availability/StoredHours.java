package org.stoa.booking.availability;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.rest.ProblemException;
import org.stoa.booking.recurrence.Work;

/**
 * When resources are open by their hours as they are stored, for one request. One whose hours cannot be computed is closed:
 * whoever asks for a service has no part in them, and the others are open.
 */
public final class StoredHours {
    private static final Logger LOG = LoggerFactory.getLogger(StoredHours.class);

    private final Work work = new Work();

    /** As {@link Hours#between}. */
    public List<Opening> between(
            UUID resourceId, String timezone, List<AvailabilityMapper.Row> rows, Instant from, Instant to) {
        try {
            List<HoursRule> rules =
                    rows.stream().map(AvailabilityMapper.Row::rule).toList();
            return new Hours(ZoneId.of(timezone), rules).between(from, to, work);
        } catch (ProblemException e) {
            LOG.warn(
                    "The hours of the resource {} cannot be computed, it counts as closed: {}", resourceId, e.errors());
            return List.of();
        }
    }
}
