package org.stoa.marketplace.engagement;

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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/applications/{id}/offers}. */
@RestResource
@Component(service = ApplicationOfferResource.class)
@Path("applications/{id}/offers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApplicationOfferResource {
    private final Offers offers;

    @Activate
    public ApplicationOfferResource(@Reference Offers offers) {
        this.offers = offers;
    }

    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public Page<Offer> list(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return offers.list(context, id, PageRequest.parse(limit, cursor));
    }

    /** Makes an offer, which takes the place of the other side's. */
    @POST
    @RequiresPermission(MarketplaceModule.WRITE)
    @Answers(value = Offer.class, status = 201)
    public Response make(@Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid OfferFields fields) {
        Offer offer = offers.make(context, id, fields);
        return Response.created(URI.create("offers/" + offer.id()))
                .entity(offer)
                .build();
    }
}
