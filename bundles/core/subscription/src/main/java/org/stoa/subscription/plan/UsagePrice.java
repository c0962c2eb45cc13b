package org.stoa.subscription.plan;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.stoa.subscription.limit.Limit;

/**
 * What the use of a metered resource costs.
 *
 * @param resource such as {@code api_calls}
 * @param includedUnits how many units a month the price of the plan includes
 * @param rate of each further unit, with up to 4 decimals
 */
public record UsagePrice(
        @NotNull @Pattern(regexp = Limit.RESOURCE, message = Limit.RESOURCE_RULE) String resource,
        @NotNull @PositiveOrZero @Max(PlanLimit.MOST) Long includedUnits,
        @NotNull @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal rate) {}
