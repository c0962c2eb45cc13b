package org.stoa.billing.invoice;

import java.util.Currency;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.billing.Moment;

/**
 * Who issues documents, and when; asked for before a transaction begins.
 *
 * @param currency the tenant's own
 */
public record Issuer(Tenant tenant, Currency currency, Moment moment) {

    public static Issuer of(CallContext context, TenantService tenants, TenantClock clock) {
        Tenant tenant = tenants.get(context, context.requireTenant().toString());
        return new Issuer(tenant, Money.currencyOf(tenant.currency()), Moment.of(context, clock));
    }
}
