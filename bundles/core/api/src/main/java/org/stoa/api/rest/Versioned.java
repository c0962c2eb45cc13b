package org.stoa.api.rest;

/** A representation with an optimistic-locking version; the platform sends it as the ETag {@code "<version>"}. */
public interface Versioned {

    /** Starts at 1 and grows by one with each change. */
    long version();
}
