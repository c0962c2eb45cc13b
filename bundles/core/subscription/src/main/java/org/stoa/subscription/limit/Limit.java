package org.stoa.subscription.limit;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import org.stoa.api.usage.UsagePeriod;

/**
 * How much of a resource a tenant may use; periods are those of the calendar where the tenant is.
 *
 * @param resource as modules name what they meter, such as {@code invoices}
 * @param softLimit from which on the tenant is warned, or null
 * @param hardLimit beyond which nothing more is given, or null for any amount
 * @param overage whether more than the hard limit is given all the same; false when it is left out
 */
public record Limit(
        @NotNull @Pattern(regexp = RESOURCE, message = RESOURCE_RULE) String resource,
        @NotNull UsagePeriod period,
        @PositiveOrZero Long softLimit,
        @PositiveOrZero Long hardLimit,
        Boolean overage) {

    /** Pattern of the name of a metered resource. */
    public static final String RESOURCE = "[a-z][a-z0-9]*([._-][a-z0-9]+){0,5}";

    public static final String RESOURCE_RULE = "must be lower-case words joined by one of . _ -, such as api_calls";

    public Limit {
        overage = Boolean.TRUE.equals(overage);
    }

    /** The same, as hard as it is. */
    public Limit withoutOverage() {
        return new Limit(resource, period, softLimit, hardLimit, false);
    }

    @AssertTrue(message = "softLimit must not be more than hardLimit")
    boolean isInOrder() {
        return softLimit == null || hardLimit == null || softLimit <= hardLimit;
    }
}
