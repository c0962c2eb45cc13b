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

/** The platform's own tags, which every tenant sees. */
@RestResource
@Component(service = PlatformTagsResource.class)
@Path("platform/tags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformTagsResource {

    private final Tags tags;
    private final PlatformTagDeletion deletion;

    @Activate
    public PlatformTagsResource(@Reference Tags tags, @Reference PlatformTagDeletion deletion) {
        this.tags = tags;
        this.deletion = deletion;
    }

    /** Lists tags, newest first. */
    @GET
    @RequiresPermission("platform.category.write")
    public Page<Tag> listPlatformTags(
            @Context CallContext context,
            @QueryParam("tagSet") String tagSet,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return tags.list(PlatformRows.of(context), tagSet, PageRequest.parse(limit, cursor));
    }

    /** Adds a tag for all tenants. */
    @POST
    @RequiresPermission("platform.category.write")
    @Answers(value = Tag.class, status = 201)
    public Response createPlatformTag(@Context CallContext context, @NotNull @Valid NewTag body) {
        Tag created = tags.create(PlatformRows.of(context), body);
        return Response.created(URI.create("platform/tags/" + created.id()))
                .entity(created)
                .build();
    }

    /** Shows one of the platform's tags. */
    @GET
    @Path("{id}")
    @RequiresPermission("platform.category.write")
    public Tag showPlatformTag(@Context CallContext context, @PathParam("id") UUID id) {
        return tags.get(PlatformRows.of(context), id);
    }

    /** Changes one of the platform's tags. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("platform.category.write")
    public Tag changePlatformTag(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(TagFields.class) MergePatch patch) {
        return tags.update(PlatformRows.of(context), id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes one of the platform's tags; with force=true although entities have it. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("platform.category.write")
    public void deletePlatformTag(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        deletion.deleteTag(context, id, force);
    }
}
