package org.stoa.subscription.flag;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.stoa.api.subscription.SubscribedPlan;

/**
 * For whom features are evaluated.
 *
 * @param userId null for a caller who is no user of the tenant
 * @param plan null for none
 * @param features what the platform has switched on for the tenant, by {@code Tenant.features()}
 */
record Subject(UUID tenantId, UUID userId, SubscribedPlan plan, List<String> features) {

    Subject {
        Objects.requireNonNull(tenantId, "tenantId");
    }

    boolean hasPlan(List<String> codes) {
        return plan != null && codes.contains(plan.planCode());
    }

    Set<String> planFeatures() {
        return plan == null ? Set.of() : plan.features();
    }
}
