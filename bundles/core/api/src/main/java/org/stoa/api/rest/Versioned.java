package org.stoa.api.rest;

/**
 * A representation with an optimistic-locking version, with which the ETag begins that the platform sends for it:
 * {@code "<version>-<checksum>"}.
 */
public interface Versioned {

    /** Starts at 1 and grows by one with each change. */
    long version();
}
