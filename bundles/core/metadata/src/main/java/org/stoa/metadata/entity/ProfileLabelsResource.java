package org.stoa.metadata.entity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.metadata.category.AssignedCategory;
import org.stoa.metadata.category.CategoryAssignments;

/** {@code /api/v1/profiles/<id>/categories} and {@code tags}. */
@RestResource
@Component(service = ProfileLabelsResource.class)
@Path("profiles/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProfileLabelsResource {

    private final Entities entities;
    private final EntityLabels labels;

    @Activate
    public ProfileLabelsResource(@Reference Entities entities, @Reference EntityLabels labels) {
        this.entities = entities;
        this.labels = labels;
    }

    /**
     * Tags of an entity.
     *
     * @param tags each {@code set:slug}, in an open set also {@code set:any text}
     */
    public record TagList(@NotNull @Size(max = 100) List<@NotNull @Size(max = 200) String> tags) {}

    @GET
    @Path("categories")
    @RequiresPermission(ProfileResource.READ)
    public List<AssignedCategory> categories(@Context CallContext context, @PathParam("id") UUID id) {
        return labels.categories(context, entities.get(context, ProfileResource.TYPE, id));
    }

    /** Puts it into a category; where that needs approval, it waits. */
    @PUT
    @Path("categories/{category}")
    @RequiresPermission(ProfileResource.WRITE)
    public List<AssignedCategory> assign(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("category") UUID category) {
        return labels.assign(context, entities.get(context, ProfileResource.TYPE, id), category);
    }

    @POST
    @Path("categories/{category}/approval")
    @RequiresPermission(CategoryAssignments.APPROVE)
    public List<AssignedCategory> approve(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("category") UUID category) {
        return labels.approve(context, entities.get(context, ProfileResource.TYPE, id), category);
    }

    @DELETE
    @Path("categories/{category}")
    @RequiresPermission(ProfileResource.WRITE)
    public List<AssignedCategory> unassign(
            @Context CallContext context, @PathParam("id") UUID id, @PathParam("category") UUID category) {
        return labels.unassign(context, entities.get(context, ProfileResource.TYPE, id), category);
    }

    @GET
    @Path("tags")
    @RequiresPermission(ProfileResource.READ)
    public TagList tags(@Context CallContext context, @PathParam("id") UUID id) {
        return list(labels.tags(context, entities.get(context, ProfileResource.TYPE, id)));
    }

    /** Gives it these tags and no others. */
    @PUT
    @Path("tags")
    @RequiresPermission(ProfileResource.WRITE)
    public TagList setTags(@Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid TagList body) {
        return list(labels.setTags(context, entities.get(context, ProfileResource.TYPE, id), body.tags()));
    }

    private static TagList list(Set<String> tags) {
        return new TagList(List.copyOf(tags));
    }
}
