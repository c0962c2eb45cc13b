package org.stoa.marketplace.application;

import java.util.Set;

/** Where an application stands. */
public enum ApplicationStatus {
    PENDING,
    REVIEWING,
    SHORTLISTED,
    /** An engagement came of it. */
    ACCEPTED,
    REJECTED,
    /** Taken back by who applied, who may apply again. */
    WITHDRAWN;

    /** What whoever manages the listing may make of it. */
    public Set<ApplicationStatus> nextForOwner() {
        return switch (this) {
            case PENDING -> Set.of(REVIEWING, SHORTLISTED, ACCEPTED, REJECTED);
            case REVIEWING -> Set.of(SHORTLISTED, ACCEPTED, REJECTED);
            case SHORTLISTED -> Set.of(REVIEWING, ACCEPTED, REJECTED);
            case ACCEPTED, REJECTED, WITHDRAWN -> Set.of();
        };
    }

    /** What who applied may make of it. */
    public Set<ApplicationStatus> nextForApplicant() {
        return isOpen() ? Set.of(WITHDRAWN) : Set.of();
    }

    /** Whether it is still to be decided. */
    public boolean isOpen() {
        return this == PENDING || this == REVIEWING || this == SHORTLISTED;
    }
}
