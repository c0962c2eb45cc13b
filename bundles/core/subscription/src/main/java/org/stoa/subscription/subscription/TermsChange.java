package org.stoa.subscription.subscription;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.stoa.api.charge.BillingInterval;

/**
 * Other terms for a subscription; what is left out stays as it is.
 *
 * @param plan code; its newest published version is taken, also when it is the plan of now
 * @param interval null for that of now
 * @param seats null for those of now; where a plan has no seats, there are none
 */
public record TermsChange(
        @Size(max = 50) String plan, BillingInterval interval, @Min(1) @Max(1_000_000) Integer seats) {}
