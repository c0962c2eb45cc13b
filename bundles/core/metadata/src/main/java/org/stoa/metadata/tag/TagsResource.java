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

/** The tags that a tenant sees: the platform's and its own, of which it can change the latter. */
@RestResource
@Component(service = TagsResource.class)
@Path("tags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TagsResource {

    private final Tags tags;

    @Activate
    public TagsResource(@Reference Tags tags) {
        this.tags = tags;
    }

    /** Lists tags, newest first. */
    @GET
    @RequiresPermission("tenant.category.read")
    public Page<Tag> listTags(
            @Context CallContext context,
            @QueryParam("tagSet") String tagSet,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return tags.list(context, tagSet, PageRequest.parse(limit, cursor));
    }

    /** Adds a tag. */
    @POST
    @RequiresPermission("tenant.category.write")
    @Answers(value = Tag.class, status = 201)
    public Response createTag(@Context CallContext context, @NotNull @Valid NewTag body) {
        Tag created = tags.create(context, body);
        return Response.created(URI.create("tags/" + created.id()))
                .entity(created)
                .build();
    }

    /** Shows a tag. */
    @GET
    @Path("{id}")
    @RequiresPermission("tenant.category.read")
    public Tag showTag(@Context CallContext context, @PathParam("id") UUID id) {
        return tags.get(context, id);
    }

    /** Changes a tag. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.category.write")
    public Tag changeTag(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(TagFields.class) MergePatch patch) {
        return tags.update(context, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes a tag; with force=true although entities have it. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("tenant.category.delete")
    public void deleteTag(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        tags.delete(context, id, force);
    }
}
