package org.stoa.marketplace.application;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/listings/{id}/applications}. */
@RestResource
@Component(service = ListingApplicationResource.class)
@Path("listings/{id}/applications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ListingApplicationResource {
    private final Applications applications;

    @Activate
    public ListingApplicationResource(@Reference Applications applications) {
        this.applications = applications;
    }

    /** Applies to a listing. */
    @POST
    @RequiresPermission(MarketplaceModule.WRITE)
    @Answers(value = Application.class, status = 201)
    public Response apply(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid ApplicationFields fields) {
        Application application = applications.apply(context, id, fields);
        return Response.created(URI.create("applications/" + application.id()))
                .entity(application)
                .build();
    }
}
