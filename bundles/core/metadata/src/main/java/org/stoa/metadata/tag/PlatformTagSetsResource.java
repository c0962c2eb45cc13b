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
import org.stoa.metadata.PlatformRows;

/** The platform's own tag sets, which every tenant sees. */
@RestResource
@Component(service = PlatformTagSetsResource.class)
@Path("platform/tag-sets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformTagSetsResource {

    private final TagSets tagSets;
    private final PlatformTagDeletion deletion;

    @Activate
    public PlatformTagSetsResource(@Reference TagSets tagSets, @Reference PlatformTagDeletion deletion) {
        this.tagSets = tagSets;
        this.deletion = deletion;
    }

    /** Lists tag sets, newest first. */
    @GET
    @RequiresPermission("platform.category.write")
    public Page<TagSet> listPlatformTagSets(
            @Context CallContext context,
            @QueryParam("entityType") String entityType,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return tagSets.list(PlatformRows.of(context), entityType, PageRequest.parse(limit, cursor));
    }

    /** Adds a tag set for all tenants. */
    @POST
    @RequiresPermission("platform.category.write")
    @Answers(value = TagSet.class, status = 201)
    public Response createPlatformTagSet(@Context CallContext context, @NotNull @Valid TagSetFields body) {
        TagSet created = tagSets.create(PlatformRows.of(context), body);
        return Response.created(URI.create("platform/tag-sets/" + created.id()))
                .entity(created)
                .build();
    }

    /** Shows one of the platform's tag sets. */
    @GET
    @Path("{id}")
    @RequiresPermission("platform.category.write")
    public TagSet showPlatformTagSet(@Context CallContext context, @PathParam("id") UUID id) {
        return tagSets.get(PlatformRows.of(context), id);
    }

    /** Changes one of the platform's tag sets. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("platform.category.write")
    public TagSet changePlatformTagSet(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(TagSetFields.class) MergePatch patch) {
        return tagSets.update(PlatformRows.of(context), id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes one of the platform's tag sets; with force=true although entities have tags of it. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("platform.category.write")
    public void deletePlatformTagSet(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        deletion.deleteSet(context, id, force);
    }
}
