package org.stoa.marketplace.engagement;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** {@code /api/v1/marketplace/offers}. */
@RestResource
@Component(service = OfferResource.class)
@Path("offers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OfferResource {
    private final Offers offers;

    @Activate
    public OfferResource(@Reference Offers offers) {
        this.offers = offers;
    }

    @GET
    @Path("{id}")
    @RequiresPermission(MarketplaceModule.READ)
    public Offer get(@Context CallContext context, @PathParam("id") UUID id) {
        return offers.get(context, id);
    }

    /** Accepts the other side's offer: an engagement comes of it. */
    @POST
    @Path("{id}/accept")
    @RequiresPermission(MarketplaceModule.WRITE)
    @Answers(value = Engagement.class, status = 201)
    public Response accept(@Context CallContext context, @PathParam("id") UUID id) {
        Engagement engagement = offers.accept(context, id);
        return Response.created(URI.create("engagements/" + engagement.id()))
                .entity(engagement)
                .build();
    }

    /** Declines the other side's offer. */
    @POST
    @Path("{id}/decline")
    @RequiresPermission(MarketplaceModule.WRITE)
    public Offer decline(@Context CallContext context, @PathParam("id") UUID id) {
        return offers.end(context, id, OfferStatus.DECLINED);
    }

    /** Withdraws one's own offer. */
    @POST
    @Path("{id}/withdraw")
    @RequiresPermission(MarketplaceModule.WRITE)
    public Offer withdraw(@Context CallContext context, @PathParam("id") UUID id) {
        return offers.end(context, id, OfferStatus.WITHDRAWN);
    }
}
