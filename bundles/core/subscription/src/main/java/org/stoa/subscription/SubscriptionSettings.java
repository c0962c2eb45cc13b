package org.stoa.subscription;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stoa.subscription.rules.Dunning;

/** How the platform charges its tenants; PID {@code org.stoa.subscription}. */
@Component(service = SubscriptionSettings.class, configurationPid = "org.stoa.subscription")
public final class SubscriptionSettings {

    /** Configuration {@code org.stoa.subscription}. */
    public @interface Config {
        /** Id or identifier of the tenant that bills the others; empty for none: charges count as settled then. */
        String billingTenant() default "";

        /** After how many days an invoice over a charge that is not settled makes a subscription past due. */
        int graceDays() default 14;

        /** After how many days more it ends. */
        int lapseDays() default 14;
    }

    private final String billingTenant;
    private final Dunning dunning;

    @Activate
    public SubscriptionSettings(Config config) {
        this(config.billingTenant(), new Dunning(config.graceDays(), config.lapseDays()));
    }

    /** @param billingTenant id or identifier, or empty */
    public SubscriptionSettings(String billingTenant, Dunning dunning) {
        this.billingTenant = billingTenant == null ? "" : billingTenant.trim();
        this.dunning = dunning;
    }

    /** Id or identifier of the tenant that bills the others, or empty. */
    public String billingTenant() {
        return billingTenant;
    }

    public boolean somebodyBills() {
        return !billingTenant.isEmpty();
    }

    public Dunning dunning() {
        return dunning;
    }
}
