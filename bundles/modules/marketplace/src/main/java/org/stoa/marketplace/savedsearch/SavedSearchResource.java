package org.stoa.marketplace.savedsearch;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
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
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/saved-searches}: those of the caller. */
@RestResource
@Component(service = SavedSearchResource.class)
@Path("saved-searches")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SavedSearchResource {
    private final SavedSearches searches;

    @Activate
    public SavedSearchResource(@Reference SavedSearches searches) {
        this.searches = searches;
    }

    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public List<SavedSearch> list(@Context CallContext context) {
        return searches.list(context);
    }

    @POST
    @RequiresPermission(MarketplaceModule.WRITE)
    @Answers(value = SavedSearch.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid SavedSearchFields fields) {
        SavedSearch search = searches.create(context, fields);
        return Response.created(URI.create("saved-searches/" + search.id()))
                .entity(search)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(MarketplaceModule.READ)
    public SavedSearch get(@Context CallContext context, @PathParam("id") UUID id) {
        return searches.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(MarketplaceModule.WRITE)
    public SavedSearch update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(SavedSearchFields.class) MergePatch patch) {
        return searches.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(MarketplaceModule.WRITE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        searches.delete(context, id);
    }
}
