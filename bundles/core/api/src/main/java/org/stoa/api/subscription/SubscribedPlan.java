package org.stoa.api.subscription;

import java.util.Set;

/**
 * The plan a tenant may use now.
 *
 * @param planCode such as {@code professional}
 * @param version the version of the plan that the tenant keeps, from 1
 * @param status {@code TRIALING}, {@code ACTIVE}, {@code PAST_DUE}, or {@code CANCELLED} while what is paid lasts
 * @param features names of the features that the plan includes
 */
public record SubscribedPlan(String planCode, int version, String status, Set<String> features) {

    public SubscribedPlan {
        features = Set.copyOf(features);
    }
}
