package org.stoa.subscription.plan;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.subscription.limit.Limit;

/**
 * How much of a resource tenants of a plan may use.
 *
 * @param softLimit from which on the tenant is warned, or null
 * @param hardLimit beyond which nothing more is given, or null for any amount
 * @param overage whether more than the hard limit is given all the same, at the overage rate
 * @param overageRate price of each unit beyond the hard limit, with up to 4 decimals; null without overage
 */
public record PlanLimit(
        @NotNull @Pattern(regexp = Limit.RESOURCE, message = Limit.RESOURCE_RULE) String resource,
        @NotNull UsagePeriod period,
        @PositiveOrZero @Max(MOST) Long softLimit,
        @PositiveOrZero @Max(MOST) Long hardLimit,
        Boolean overage,
        @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal overageRate) {

    static final long MOST = 1_000_000_000_000L;

    public PlanLimit {
        overage = Boolean.TRUE.equals(overage);
    }

    /** As it is set. */
    public Limit limit() {
        return new Limit(resource, period, softLimit, hardLimit, overage);
    }
}
