package org.stoa.billing.dunning;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/dunning}. */
@RestResource
@Component(service = DunningResource.class)
@Path("dunning")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DunningResource {
    private final Dunning dunning;

    @Activate
    public DunningResource(@Reference Dunning dunning) {
        this.dunning = dunning;
    }

    @GET
    @Path("levels")
    @RequiresPermission(BillingModule.READ)
    public DunningLevels levels(@Context CallContext context) {
        return dunning.levels(context);
    }

    @PUT
    @Path("levels")
    @RequiresPermission(BillingModule.ADMIN)
    public DunningLevels putLevels(@Context CallContext context, @NotNull @Valid DunningLevels levels) {
        return dunning.putLevels(context, levels);
    }

    /** The steps that invoices have reached, the latest first. */
    @GET
    @Path("notices")
    @RequiresPermission(BillingModule.READ)
    public Page<DunningNotice> notices(
            @Context CallContext context,
            @QueryParam("customer") UUID customer,
            @QueryParam("invoice") UUID invoice,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return dunning.notices(context, customer, invoice, PageRequest.parse(limit, cursor));
    }
}
