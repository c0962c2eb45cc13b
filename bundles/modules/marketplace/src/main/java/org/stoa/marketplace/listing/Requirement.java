package org.stoa.marketplace.listing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A condition on the profile of who applies.
 *
 * @param field name of a field of the profile
 * @param value a text, number or boolean; a list of those for ONE_OF and ALL_OF; null for EXISTS
 * @param weight what it counts for among the others, 1 to 100; null for 1
 * @param mandatory whether a profile that does not meet it does not fit at all; null for false
 */
public record Requirement(
        @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_.-]*") @Size(max = 100) String field,
        @NotNull Operator operator,
        Object value,
        @Min(1) @Max(100) Integer weight,
        Boolean mandatory) {

    /** How the value of a profile is compared. A field with several values meets a condition when one of them does. */
    public enum Operator {
        EQUALS,
        NOT_EQUALS,
        /** It is one of a list. */
        ONE_OF,
        /** The profile has every one of a list. */
        ALL_OF,
        AT_LEAST,
        AT_MOST,
        /** There is some value. */
        EXISTS
    }

    /** What it counts for. */
    public int points() {
        return weight == null ? 1 : weight;
    }

    public boolean mustBeMet() {
        return Boolean.TRUE.equals(mandatory);
    }
}
