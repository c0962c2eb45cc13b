package org.stoa.subscription.flag;

import java.util.List;
import java.util.UUID;

/**
 * Why a feature is on or off for a tenant.
 *
 * @param userId null when nobody asked for a user
 * @param planCode the plan that the tenant has now; null for none
 * @param reason what decided
 * @param because the feature that decided, where it was another one; null otherwise
 * @param steps everything that was looked at, in order
 */
public record FeatureExplanation(
        String key,
        UUID tenantId,
        UUID userId,
        String planCode,
        boolean on,
        Reason reason,
        String because,
        List<Step> steps) {

    /**
     * Something that was looked at.
     *
     * @param applies whether it is so; of the first seven, the first that applies is what the flag says for itself
     */
    public record Step(Reason reason, boolean applies, String detail) {}
}
