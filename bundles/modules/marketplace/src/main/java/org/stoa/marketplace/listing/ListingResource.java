package org.stoa.marketplace.listing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.search.ListingSearch;
import org.stoa.marketplace.search.SearchPage;

/** {@code /api/v1/marketplace/listings}. */
@RestResource
@Component(service = ListingResource.class)
@Path("listings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ListingResource {
    private final Listings listings;
    private final ListingSearch search;

    /** What a listing shall become. */
    public record StatusFields(@NotNull ListingStatus status) {}

    /** @param until the time until which a listing is put first */
    public record FeatureFields(@NotNull Instant until) {}

    @Activate
    public ListingResource(@Reference Listings listings, @Reference ListingSearch search) {
        this.listings = listings;
        this.search = search;
    }

    /** Searches active listings by words, type, price, place, categories and tags. */
    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public SearchPage search(@Context CallContext context, @Context QueryParameters query) {
        return search.search(context, query);
    }

    /** What the caller has listed, in any status; staff sees what others have listed, too. */
    @GET
    @Path("managed")
    @RequiresPermission(MarketplaceModule.READ)
    public Page<Listing> list(
            @Context CallContext context,
            @QueryParam("user") UUID user,
            @QueryParam("account") UUID account,
            @QueryParam("status") ListingStatus status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return listings.list(context, user, account, status, PageRequest.parse(limit, cursor));
    }

    /** Lists something, as a draft. */
    @POST
    @RequiresPermission(MarketplaceModule.LIST)
    @Answers(value = Listing.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid ListingFields fields) {
        Listing listing = listings.create(context, fields);
        return Response.created(URI.create("listings/" + listing.id()))
                .entity(listing)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(MarketplaceModule.READ)
    public Listing get(@Context CallContext context, @PathParam("id") UUID id) {
        return listings.get(context, id);
    }

    /** The questions as they were, for whoever has answered them. */
    @GET
    @Path("{id}/questions/{number}")
    @RequiresPermission(MarketplaceModule.READ)
    public List<Question> questions(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("number") int number) {
        return listings.questions(context, id, number);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(MarketplaceModule.LIST)
    public Listing update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(ListingFields.class) MergePatch patch) {
        return listings.update(context, id, IfMatch.version(ifMatch), patch);
    }

    /** Publishes, pauses, completes or cancels a listing. */
    @PUT
    @Path("{id}/status")
    @RequiresPermission(MarketplaceModule.LIST)
    public Listing changeStatus(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid StatusFields fields) {
        return listings.changeStatus(context, id, fields.status());
    }

    /** Puts a listing first for a time. */
    @PUT
    @Path("{id}/feature")
    @RequiresPermission(MarketplaceModule.ADMIN)
    public Listing feature(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid FeatureFields fields) {
        return listings.feature(context, id, fields.until());
    }

    /** Puts a listing first no longer. */
    @DELETE
    @Path("{id}/feature")
    @RequiresPermission(MarketplaceModule.ADMIN)
    public Listing unfeature(@Context CallContext context, @PathParam("id") UUID id) {
        return listings.feature(context, id, null);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(MarketplaceModule.LIST)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        listings.delete(context, id);
    }
}
