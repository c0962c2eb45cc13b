package org.stoa.metadata.field;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/option-sets}: values to choose from. */
@RestResource
@Component(service = OptionSetResource.class)
@Path("option-sets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OptionSetResource {

    private final OptionSets sets;

    @Activate
    public OptionSetResource(@Reference OptionSets sets) {
        this.sets = sets;
    }

    @GET
    @RequiresPermission(CustomFieldResource.READ)
    public Page<OptionSet> list(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return sets.list(context, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(CustomFieldResource.WRITE)
    @Answers(value = OptionSet.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid OptionSetFields body) {
        OptionSet set = sets.create(context, body);
        return Response.created(URI.create("option-sets/" + set.id()))
                .entity(set)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(CustomFieldResource.READ)
    public OptionSet get(@Context CallContext context, @PathParam("id") UUID id) {
        return sets.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(CustomFieldResource.WRITE)
    public OptionSet update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(OptionSetFields.class) MergePatch patch) {
        return sets.update(context, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(CustomFieldResource.DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        sets.delete(context, id);
    }
}
