package org.stoa.marketplace.listing;

/** What is listed, and thereby who pays whom. */
public enum ListingType {
    /** One task: who lists it pays who applies. */
    GIG(false),
    /** Employment: who lists it pays who applies. */
    JOB(false),
    /** Somebody's work: who applies pays who lists it. */
    SERVICE(true),
    /** A thing: who applies pays who lists it. */
    PRODUCT(true);

    private final boolean provided;

    ListingType(boolean provided) {
        this.provided = provided;
    }

    /** Whether who lists it provides it, and who applies is the client. */
    public boolean isProvidedByOwner() {
        return provided;
    }
}
