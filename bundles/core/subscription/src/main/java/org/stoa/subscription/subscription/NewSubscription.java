package org.stoa.subscription.subscription;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.stoa.api.charge.BillingInterval;

/**
 * What a tenant subscribes to.
 *
 * @param plan code; its newest published version is taken
 * @param interval null for monthly where that is offered, else yearly
 * @param seats null for as many as the plan includes, at least 1
 * @param autoRenew null for as the plan has it
 * @param trialDays for operators; null for as the plan has it, and none for who has had a subscription before
 */
public record NewSubscription(
        @NotNull @Size(max = 50) String plan,
        BillingInterval interval,
        @Min(1) @Max(1_000_000) Integer seats,
        Boolean autoRenew,
        @Min(0) @Max(365) Integer trialDays) {}
