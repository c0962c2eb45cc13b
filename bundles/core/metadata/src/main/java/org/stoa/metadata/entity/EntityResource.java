package org.stoa.metadata.entity;

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
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.metadata.quota.QuotaUse;
import org.stoa.metadata.quota.Quotas;
import org.stoa.metadata.search.EntityPage;
import org.stoa.metadata.search.EntitySearch;

/** {@code /api/v1/entities/<type>}: whatever else a tenant has schemas for, such as projects. */
@RestResource
@Component(service = EntityResource.class)
@Path("entities/{entityType}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EntityResource {

    static final String READ = "tenant.entity.read";
    static final String WRITE = "tenant.entity.write";
    static final String DELETE = "tenant.entity.delete";

    private final Entities entities;
    private final EntitySearch search;
    private final Quotas quotas;

    @Activate
    public EntityResource(@Reference Entities entities, @Reference EntitySearch search, @Reference Quotas quotas) {
        this.entities = entities;
        this.search = search;
        this.quotas = quotas;
    }

    /** Searches entities of a type by words, declared fields, categories, tags and places. */
    @GET
    @RequiresPermission(READ)
    public EntityPage search(
            @Context CallContext context, @PathParam("entityType") String entityType, @Context QueryParameters query) {
        return search.search(context, typed(entityType), query);
    }

    @POST
    @RequiresPermission(WRITE)
    @Answers(value = Entity.class, status = 201)
    public Response create(
            @Context CallContext context,
            @PathParam("entityType") String entityType,
            @NotNull @Valid EntityFields fields) {
        Entity entity = entities.create(context, typed(entityType), fields);
        return Response.created(URI.create("entities/" + entityType + "/" + entity.id()))
                .entity(entity)
                .build();
    }

    /** How much of the quotas is used; of those that each account has, that of {@code account}. */
    @GET
    @Path("quotas")
    @RequiresPermission(READ)
    public List<QuotaUse> quotas(
            @Context CallContext context,
            @PathParam("entityType") String entityType,
            @QueryParam("account") UUID account) {
        return quotas.list(context, typed(entityType), account);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Entity get(
            @Context CallContext context, @PathParam("entityType") String entityType, @PathParam("id") UUID id) {
        return entities.get(context, typed(entityType), id);
    }

    @GET
    @Path("by-slug/{slug}")
    @RequiresPermission(READ)
    public Entity getBySlug(
            @Context CallContext context, @PathParam("entityType") String entityType, @PathParam("slug") String slug) {
        return entities.getBySlug(context, typed(entityType), slug);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public Entity update(
            @Context CallContext context,
            @PathParam("entityType") String entityType,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(EntityFields.class) MergePatch patch) {
        return entities.update(context, typed(entityType), id, IfMatch.version(ifMatch), patch::applyTo);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(DELETE)
    public void delete(
            @Context CallContext context, @PathParam("entityType") String entityType, @PathParam("id") UUID id) {
        entities.delete(context, typed(entityType), id);
    }

    /** Profiles have an address and permissions of their own. */
    static String typed(String entityType) {
        if (entityType.equals(ProfileResource.TYPE)) {
            throw ProblemException.notFound("entity type");
        }
        return entityType;
    }
}
