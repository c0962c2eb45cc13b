package org.stoa.subscription.subscription;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/**
 * {@code /api/v1/tenants/{tenant}/subscription}: what a tenant has subscribed to. With {@code simulate=true} a command says
 * what it would do, to the cent, and does nothing.
 */
@RestResource
@Uncounted
@Component(service = SubscriptionResource.class)
@Path("tenants/{tenant}/subscription")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SubscriptionResource {

    static final String READ = "tenant.subscription.read";
    static final String WRITE = "tenant.subscription.write";

    private final SubscriptionService subscriptions;
    private final ModuleFollower modules;
    private final ChargeInvoices invoices;

    @Activate
    public SubscriptionResource(
            @Reference SubscriptionService subscriptions,
            @Reference ModuleFollower modules,
            @Reference ChargeInvoices invoices) {
        this.subscriptions = subscriptions;
        this.modules = modules;
        this.invoices = invoices;
    }

    /** Shows the tenant's subscription that has not ended. */
    @GET
    @RequiresPermission(READ)
    public SubscriptionView showSubscription(@Context CallContext context) {
        return subscriptions.current(context);
    }

    /** Lists the tenant's subscriptions of now and before, newest first. */
    @GET
    @Path("history")
    @RequiresPermission(READ)
    public Page<SubscriptionView> listSubscriptions(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return subscriptions.list(context, PageRequest.parse(limit, cursor));
    }

    /** Lists what the tenant was charged, newest first. */
    @GET
    @Path("charges")
    @RequiresPermission(READ)
    public Page<Charge> listCharges(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return subscriptions.charges(context, PageRequest.parse(limit, cursor));
    }

    /** Lists the invoices over what the tenant was charged, and where each is shown and paid, newest first. */
    @GET
    @Path("invoices")
    @RequiresPermission(READ)
    public Page<ChargeInvoice> listInvoices(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return invoices.list(context, PageRequest.parse(limit, cursor));
    }

    /** Lists the modules of the tenant's plan, and what keeps one from being switched on; in one page. */
    @GET
    @Path("modules")
    @RequiresPermission(READ)
    public Page<PlanModule> listPlanModules(@Context CallContext context) {
        return new Page<>(modules.modules(context), null);
    }

    /** Subscribes to a plan. */
    @POST
    @RequiresPermission(WRITE)
    public SubscriptionOutcome subscribe(
            @Context CallContext context,
            @QueryParam("simulate") boolean simulate,
            @NotNull @Valid NewSubscription body) {
        return subscriptions.subscribe(context, body, false, simulate);
    }

    /** Changes plan, interval or seats: at once when that costs no less, else from the next period on. */
    @POST
    @Path("change")
    @RequiresPermission(WRITE)
    public SubscriptionOutcome changeSubscription(
            @Context CallContext context, @QueryParam("simulate") boolean simulate, @NotNull @Valid TermsChange body) {
        return subscriptions.change(context, body, false, simulate);
    }

    /** Has the subscription end with its period or trial. */
    @POST
    @Path("cancel")
    @RequiresPermission(WRITE)
    public SubscriptionOutcome cancelSubscription(
            @Context CallContext context, @QueryParam("simulate") boolean simulate) {
        return subscriptions.cancel(context, false, simulate);
    }

    /** Has it go on after all, from period to period. */
    @POST
    @Path("resume")
    @RequiresPermission(WRITE)
    public SubscriptionOutcome resumeSubscription(
            @Context CallContext context, @QueryParam("simulate") boolean simulate) {
        return subscriptions.resume(context, simulate);
    }
}
