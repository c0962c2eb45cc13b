package org.stoa.booking.availability;

import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * The hours of a resource.
 *
 * @param timezone by whose wall clock they are
 * @param version of the resource
 */
public record Availability(UUID resourceId, String timezone, List<AvailabilityRule> hours, long version)
        implements Versioned {
    public Availability {
        hours = List.copyOf(hours);
    }
}
