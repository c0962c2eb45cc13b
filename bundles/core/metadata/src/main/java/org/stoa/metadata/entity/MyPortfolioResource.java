package org.stoa.metadata.entity;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.metadata.portfolio.Portfolio;
import org.stoa.metadata.portfolio.PortfolioItem;
import org.stoa.metadata.portfolio.PortfolioItemFields;
import org.stoa.metadata.portfolio.PortfolioOrder;
import org.stoa.metadata.portfolio.Portfolios;

/** What a profile of the caller shows. */
@RestResource
@Component(service = MyPortfolioResource.class)
@Path("me/profiles/{id}/portfolio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MyPortfolioResource {

    private final Entities entities;
    private final Portfolios portfolios;

    @Activate
    public MyPortfolioResource(@Reference Entities entities, @Reference Portfolios portfolios) {
        this.entities = entities;
        this.portfolios = portfolios;
    }

    /** Shows the items in order. */
    @GET
    @RequiresPermission(MyProfilesResource.READ)
    public Portfolio showMyPortfolio(@Context CallContext context, @PathParam("id") UUID id) {
        return portfolios.get(context, entity(context, id));
    }

    /** Adds an item behind the others. */
    @POST
    @RequiresPermission(MyProfilesResource.WRITE)
    @Answers(value = PortfolioItem.class, status = 201)
    public Response addMyPortfolioItem(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid PortfolioItemFields body) {
        PortfolioItem item = portfolios.add(context, entity(context, id), body);
        return Response.created(URI.create("me/profiles/" + id + "/portfolio/" + item.id()))
                .entity(item)
                .build();
    }

    /** Shows an item. */
    @GET
    @Path("{item}")
    @RequiresPermission(MyProfilesResource.READ)
    public PortfolioItem showMyPortfolioItem(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("item") UUID item) {
        return portfolios.item(context, entity(context, id), item);
    }

    /** Changes an item, not its place. */
    @PATCH
    @Path("{item}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(MyProfilesResource.WRITE)
    public PortfolioItem changeMyPortfolioItem(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @PathParam("item") UUID item,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(PortfolioItemFields.class) MergePatch patch) {
        return portfolios.update(context, entity(context, id), item, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Removes an item. */
    @DELETE
    @Path("{item}")
    @RequiresPermission(MyProfilesResource.WRITE)
    public void removeMyPortfolioItem(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("item") UUID item) {
        portfolios.remove(context, entity(context, id), item);
    }

    /** Puts all items into another order; If-Match takes the ETag of the portfolio. */
    @PUT
    @Path("order")
    @RequiresPermission(MyProfilesResource.WRITE)
    public Portfolio reorderMyPortfolio(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid PortfolioOrder body) {
        return portfolios.reorder(context, entity(context, id), IfMatch.version(ifMatch), body.items());
    }

    private UUID entity(CallContext context, UUID id) {
        return entities.get(context, EntityScope.ofCaller(context), ProfileResource.TYPE, id)
                .id();
    }
}
