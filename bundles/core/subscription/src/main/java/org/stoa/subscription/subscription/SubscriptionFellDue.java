package org.stoa.subscription.subscription;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A day has come on which something of a subscription falls due: its period or trial ends, or something has been unpaid for
 * too long. Published for the beginning of that day by the tenant's clock.
 */
record SubscriptionFellDue(UUID subscriptionId, LocalDate day) {

    static final String TYPE = "subscription.SubscriptionFellDue";
}
