package org.stoa.metadata.field;

import java.util.Set;

/** Not all entities of a step could be had; undoes it. */
final class MissedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> kept;

    MissedException(Set<String> kept) {
        super("an entity is being changed, or has been", null, false, false);
        this.kept = kept;
    }

    /** Ids of those that could be had. */
    Set<String> kept() {
        return kept;
    }
}
