package org.stoa.metadata.entity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** {@code /api/v1/entities/<type>/<id>/categories} and {@code tags}. */
@RestResource
@Component(service = EntityLabelsResource.class)
@Path("entities/{entityType}/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EntityLabelsResource {

    private final Entities entities;
    private final EntityLabels labels;

    @Activate
    public EntityLabelsResource(@Reference Entities entities, @Reference EntityLabels labels) {
        this.entities = entities;
        this.labels = labels;
    }

    @GET
    @Path("categories")
    @RequiresPermission(EntityResource.READ)
    public List<AssignedCategory> categories(
            @Context CallContext context, @PathParam("entityType") String entityType, @PathParam("id") UUID id) {
        return labels.categories(context, entities.get(context, EntityResource.typed(entityType), id));
    }

    /** Puts it into a category; where that needs approval, it waits. */
    @PUT
    @Path("categories/{category}")
    @RequiresPermission(EntityResource.WRITE)
    public List<AssignedCategory> assign(
            @Context CallContext context,
            @PathParam("entityType") String entityType,
            @PathParam("id") UUID id,
            @PathParam("category") UUID category) {
        return labels.assign(context, entities.get(context, EntityResource.typed(entityType), id), category);
    }

    @POST
    @Path("categories/{category}/approval")
    @RequiresPermission(CategoryAssignments.APPROVE)
    public List<AssignedCategory> approve(
            @Context CallContext context,
            @PathParam("entityType") String entityType,
            @PathParam("id") UUID id,
            @PathParam("category") UUID category) {
        return labels.approve(context, entities.get(context, EntityResource.typed(entityType), id), category);
    }

    @DELETE
    @Path("categories/{category}")
    @RequiresPermission(EntityResource.WRITE)
    public List<AssignedCategory> unassign(
            @Context CallContext context,
            @PathParam("entityType") String entityType,
            @PathParam("id") UUID id,
            @PathParam("category") UUID category) {
        return labels.unassign(context, entities.get(context, EntityResource.typed(entityType), id), category);
    }

    @GET
    @Path("tags")
    @RequiresPermission(EntityResource.READ)
    public ProfileLabelsResource.TagList tags(
            @Context CallContext context, @PathParam("entityType") String entityType, @PathParam("id") UUID id) {
        return list(labels.tags(context, entities.get(context, EntityResource.typed(entityType), id)));
    }

    /** Gives it these tags and no others. */
    @PUT
    @Path("tags")
    @RequiresPermission(EntityResource.WRITE)
    public ProfileLabelsResource.TagList setTags(
            @Context CallContext context,
            @PathParam("entityType") String entityType,
            @PathParam("id") UUID id,
            @NotNull @Valid ProfileLabelsResource.TagList body) {
        return list(labels.setTags(context, entities.get(context, EntityResource.typed(entityType), id), body.tags()));
    }

    private static ProfileLabelsResource.TagList list(Set<String> tags) {
        return new ProfileLabelsResource.TagList(List.copyOf(tags));
    }
}
