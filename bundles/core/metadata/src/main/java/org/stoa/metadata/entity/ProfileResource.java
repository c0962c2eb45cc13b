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
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.metadata.quota.QuotaUse;
import org.stoa.metadata.quota.Quotas;
import org.stoa.metadata.search.EntityPage;
import org.stoa.metadata.search.EntitySearch;

/** {@code /api/v1/profiles}: models, pets, freelancers and whoever else a tenant presents. */
@RestResource
@Component(service = ProfileResource.class)
@Path("profiles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProfileResource {

    static final String TYPE = "profile";
    static final String READ = "tenant.profile.read";
    static final String WRITE = "tenant.profile.write";
    static final String DELETE = "tenant.profile.delete";

    private final Entities entities;
    private final EntitySearch search;
    private final Quotas quotas;

    @Activate
    public ProfileResource(@Reference Entities entities, @Reference EntitySearch search, @Reference Quotas quotas) {
        this.entities = entities;
        this.search = search;
        this.quotas = quotas;
    }

    /** Searches profiles by words, declared fields, categories, tags and places. */
    @GET
    @RequiresPermission(READ)
    public EntityPage search(@Context CallContext context, @Context QueryParameters query) {
        return search.search(context, TYPE, query);
    }

    @POST
    @RequiresPermission(WRITE)
    @Answers(value = Entity.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid EntityFields fields) {
        Entity entity = entities.create(context, TYPE, fields);
        return Response.created(URI.create("profiles/" + entity.id()))
                .entity(entity)
                .build();
    }

    /** How much of the quotas is used; of those that each account has, that of {@code account}. */
    @GET
    @Path("quotas")
    @RequiresPermission(READ)
    public List<QuotaUse> quotas(@Context CallContext context, @QueryParam("account") UUID account) {
        return quotas.list(context, TYPE, account);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Entity get(@Context CallContext context, @PathParam("id") UUID id) {
        return entities.get(context, TYPE, id);
    }

    @GET
    @Path("by-slug/{slug}")
    @RequiresPermission(READ)
    public Entity getBySlug(@Context CallContext context, @PathParam("slug") String slug) {
        return entities.getBySlug(context, TYPE, slug);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public Entity update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(EntityFields.class) MergePatch patch) {
        return entities.update(context, TYPE, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        entities.delete(context, TYPE, id);
    }
}
