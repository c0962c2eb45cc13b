package org.stoa.subscription.subscription;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.HealthIndicator;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.SubscriptionSettings;

/** Tells operators who bills the tenants: without anybody, charges count as settled, which should be no oversight. */
@Component(service = HealthIndicator.class)
public final class ChargeHealth implements HealthIndicator {

    private final SubscriptionSettings settings;
    private final TenantService tenants;

    @Activate
    public ChargeHealth(@Reference SubscriptionSettings settings, @Reference TenantService tenants) {
        this.settings = settings;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "charges";
    }

    @Override
    public Finding look() {
        if (!settings.somebodyBills()) {
            return new Finding(
                    true,
                    "nobody bills the tenants: charges count as settled (billingTenant of org.stoa.subscription)");
        }
        return tenants.resolve(settings.billingTenant()).isPresent()
                ? new Finding(true, "billed by " + settings.billingTenant())
                : new Finding(
                        false,
                        "billingTenant of org.stoa.subscription names no tenant: charges wait for "
                                + settings.billingTenant());
    }
}
