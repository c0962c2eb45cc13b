package org.stoa.subscription.plan;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.rest.RestResource;
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/tenants/{tenant}/plans}: what a tenant can subscribe to. */
@RestResource
@Uncounted
@Component(service = TenantPlanResource.class)
@Path("tenants/{tenant}/plans")
@Produces(MediaType.APPLICATION_JSON)
public final class TenantPlanResource {

    private final PlanOffers offers;

    @Activate
    public TenantPlanResource(@Reference PlanOffers offers) {
        this.offers = offers;
    }

    /** Lists the plans for the tenant's industry and size, by code; in one page. */
    @GET
    @RequiresPermission("tenant.subscription.read")
    public Page<OfferedPlan> listOfferedPlans(@Context CallContext context) {
        return new Page<>(offers.list(context), null);
    }
}
