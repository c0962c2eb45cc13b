package org.stoa.subscription.subscription;

import java.util.UUID;

/** What a tenant may use may be another than before: limits and modules have to follow. */
public record SubscriptionChanged(UUID subscriptionId) {

    static final String TYPE = "subscription.SubscriptionChanged";
}
