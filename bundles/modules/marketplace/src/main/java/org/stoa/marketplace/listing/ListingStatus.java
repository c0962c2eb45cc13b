package org.stoa.marketplace.listing;

import java.util.Set;

/** Where a listing stands. */
public enum ListingStatus {
    /** Seen by those who manage it alone. */
    DRAFT,
    /** Found by everybody; takes applications. */
    ACTIVE,
    /** Takes no applications for the time being. */
    PAUSED,
    /** Its time has passed. */
    EXPIRED,
    COMPLETED,
    CANCELLED;

    /** What whoever manages it may make of it. That it expires is the work of time. */
    public Set<ListingStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(ACTIVE, CANCELLED);
            case ACTIVE -> Set.of(PAUSED, COMPLETED, CANCELLED);
            case PAUSED -> Set.of(ACTIVE, COMPLETED, CANCELLED);
            case EXPIRED -> Set.of(ACTIVE, COMPLETED, CANCELLED);
            case COMPLETED, CANCELLED -> Set.of();
        };
    }
}
