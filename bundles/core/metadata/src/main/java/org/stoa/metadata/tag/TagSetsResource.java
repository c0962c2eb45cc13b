package org.stoa.metadata.tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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

/** The tag sets that a tenant sees: the platform's and its own, of which it can change the latter. */
@RestResource
@Component(service = TagSetsResource.class)
@Path("tag-sets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TagSetsResource {

    private final TagSets tagSets;

    @Activate
    public TagSetsResource(@Reference TagSets tagSets) {
        this.tagSets = tagSets;
    }

    /** Lists tag sets, newest first. */
    @GET
    @RequiresPermission("tenant.category.read")
    public Page<TagSet> listTagSets(
            @Context CallContext context,
            @QueryParam("entityType") String entityType,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return tagSets.list(context, entityType, PageRequest.parse(limit, cursor));
    }

    /** Adds a tag set. */
    @POST
    @RequiresPermission("tenant.category.write")
    @Answers(value = TagSet.class, status = 201)
    public Response createTagSet(@Context CallContext context, @NotNull @Valid TagSetFields body) {
        TagSet created = tagSets.create(context, body);
        return Response.created(URI.create("tag-sets/" + created.id()))
                .entity(created)
                .build();
    }

    /** Shows a tag set. */
    @GET
    @Path("{id}")
    @RequiresPermission("tenant.category.read")
    public TagSet showTagSet(@Context CallContext context, @PathParam("id") UUID id) {
        return tagSets.get(context, id);
    }

    /** Changes a tag set. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.category.write")
    public TagSet changeTagSet(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(TagSetFields.class) MergePatch patch) {
        return tagSets.update(context, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes a tag set; with force=true although entities have tags of it. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("tenant.category.delete")
    public void deleteTagSet(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        tagSets.delete(context, id, force);
    }
}
