package org.stoa.subscription.subscription;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.tenant.TenantService;

/** {@code /api/v1/platform/tenants/{tenant}/subscription}: what operators do for a tenant. */
@RestResource
@Component(service = PlatformSubscriptionResource.class)
@Path("platform/tenants/{tenant}/subscription")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformSubscriptionResource {

    static final String READ = "platform.subscription.read";
    static final String WRITE = "platform.subscription.write";

    private final SubscriptionService subscriptions;
    private final TenantService tenants;

    @Activate
    public PlatformSubscriptionResource(
            @Reference SubscriptionService subscriptions, @Reference TenantService tenants) {
        this.subscriptions = subscriptions;
        this.tenants = tenants;
    }

    /** Shows the subscription of a tenant that has not ended. */
    @GET
    @RequiresPermission(READ)
    public SubscriptionView showSubscriptionOfTenant(@Context CallContext context, @PathParam("tenant") String tenant) {
        return subscriptions.current(of(context, tenant));
    }

    /** Lists what a tenant was charged, newest first. */
    @GET
    @Path("charges")
    @RequiresPermission(READ)
    public Page<Charge> listChargesOfTenant(
            @Context CallContext context,
            @PathParam("tenant") String tenant,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return subscriptions.charges(of(context, tenant), PageRequest.parse(limit, cursor));
    }

    /** Subscribes a tenant to any plan, also to one that tenants do not see. */
    @POST
    @RequiresPermission(WRITE)
    public SubscriptionOutcome subscribeTenant(
            @Context CallContext context,
            @PathParam("tenant") String tenant,
            @QueryParam("simulate") boolean simulate,
            @NotNull @Valid NewSubscription body) {
        return subscriptions.subscribe(of(context, tenant), body, true, simulate);
    }

    /** Changes plan, interval or seats of a tenant. */
    @POST
    @Path("change")
    @RequiresPermission(WRITE)
    public SubscriptionOutcome changeSubscriptionOfTenant(
            @Context CallContext context,
            @PathParam("tenant") String tenant,
            @QueryParam("simulate") boolean simulate,
            @NotNull @Valid TermsChange body) {
        return subscriptions.change(of(context, tenant), body, true, simulate);
    }

    /** Has a subscription end with its period or trial; with atOnce=true today, and unused days are given back. */
    @POST
    @Path("cancel")
    @RequiresPermission(WRITE)
    public SubscriptionOutcome cancelSubscriptionOfTenant(
            @Context CallContext context,
            @PathParam("tenant") String tenant,
            @QueryParam("atOnce") boolean atOnce,
            @QueryParam("simulate") boolean simulate) {
        return subscriptions.cancel(of(context, tenant), atOnce, simulate);
    }

    /** Has it go on after all, from period to period. */
    @POST
    @Path("resume")
    @RequiresPermission(WRITE)
    public SubscriptionOutcome resumeSubscriptionOfTenant(
            @Context CallContext context,
            @PathParam("tenant") String tenant,
            @QueryParam("simulate") boolean simulate) {
        return subscriptions.resume(of(context, tenant), simulate);
    }

    /** Lets a parked subscription go on, from today; what fell due in the meantime is charged. */
    @POST
    @Path("release")
    @RequiresPermission(WRITE)
    public SubscriptionOutcome releaseSubscription(
            @Context CallContext context,
            @PathParam("tenant") String tenant,
            @QueryParam("simulate") boolean simulate) {
        return subscriptions.release(of(context, tenant), simulate);
    }

    private CallContext of(CallContext context, String tenant) {
        return context.withTenant(tenants.get(context, tenant).id());
    }
}
