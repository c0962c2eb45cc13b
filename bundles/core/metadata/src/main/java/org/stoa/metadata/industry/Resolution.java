package org.stoa.metadata.industry;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What to do about a conflict.
 *
 * @param kind of the item, as the plan names it
 * @param pointer as the plan names it
 */
public record Resolution(
        @NotNull @Size(max = 50) String kind,
        @NotNull @Size(max = 300) String key,
        @NotNull @Size(max = 1000) String pointer,
        @NotNull Side take) {

    /** Whose value is taken. */
    public enum Side {
        /** The tenant's. */
        OURS,
        /** The template's. */
        THEIRS
    }
}
