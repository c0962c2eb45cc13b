package org.stoa.booking.booking;

import java.time.Instant;
import java.util.List;
import org.stoa.api.data.Transaction;
import org.stoa.booking.Moment;
import org.stoa.booking.offer.Offer;
import org.stoa.booking.offer.Provider;

/** When resources can be booked for a service by their hours, whatever is booked then. */
final class Openings {
    private final List<Provider> providers;

    private Openings(List<Provider> providers) {
        this.providers = providers;
    }

    /** Those of {@code providers} between two moments, which may be years apart, in a constant number of queries. */
    static Openings load(
            Transaction transaction, Offer offer, List<Provider> providers, Moment moment, Instant from, Instant to) {
        return new Openings(providers);
    }

    /** Who can then. */
    List<Provider> at(Instant start, Instant end) {
        return providers;
    }

    /** Whether all can then. */
    boolean together(Instant start, Instant end) {
        return true;
    }
}
