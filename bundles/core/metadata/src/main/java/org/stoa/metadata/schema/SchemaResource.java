package org.stoa.metadata.schema;

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
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/schemas}: what the tenant's entities look like. */
@RestResource
@Component(service = SchemaResource.class)
@Path("schemas")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SchemaResource {

    static final String READ = "tenant.schema.read";
    static final String WRITE = "tenant.schema.write";
    static final String DELETE = "tenant.schema.delete";

    private final EntitySchemas schemas;

    @Activate
    public SchemaResource(@Reference EntitySchemas schemas) {
        this.schemas = schemas;
    }

    /** Versions of the tenant's own schemas, newest first. */
    @GET
    @RequiresPermission(READ)
    public Page<EntitySchema> list(
            @Context CallContext context,
            @QueryParam("entityType") String entityType,
            @QueryParam("entitySubtype") String entitySubtype,
            @QueryParam("status") SchemaStatus status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return schemas.list(context, entityType, entitySubtype, status, PageRequest.parse(limit, cursor));
    }

    /** What entities of a type and subtype are held against now. */
    @GET
    @Path("effective")
    @RequiresPermission(READ)
    public EntitySchema effective(
            @Context CallContext context,
            @QueryParam("entityType") String entityType,
            @QueryParam("entitySubtype") String entitySubtype) {
        if (entityType == null) {
            throw ProblemException.invalid("entityType", "must be given");
        }
        if (entitySubtype == null) {
            throw ProblemException.invalid("entitySubtype", "must be given");
        }
        return schemas.effective(context, entityType, entitySubtype);
    }

    @POST
    @RequiresPermission(WRITE)
    @Answers(value = EntitySchema.class, status = 201)
    public Response draft(@Context CallContext context, @NotNull @Valid SchemaDefinition definition) {
        EntitySchema schema = schemas.draft(context, definition);
        return Response.created(URI.create("schemas/" + schema.id()))
                .entity(schema)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public EntitySchema get(@Context CallContext context, @PathParam("id") UUID id) {
        return schemas.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public EntitySchema update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(SchemaDefinition.class) MergePatch patch) {
        return schemas.update(context, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        schemas.delete(context, id);
    }

    /** What the version would mean for the entities that there are. Changes nothing. */
    @POST
    @Path("{id}/check")
    @RequiresPermission(READ)
    public SchemaCheck check(@Context CallContext context, @PathParam("id") UUID id) {
        return schemas.check(context, id);
    }

    /** Makes a draft the active version. */
    @POST
    @Path("{id}/activate")
    @RequiresPermission(WRITE)
    public EntitySchema activate(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        return schemas.activate(context, id, IfMatch.version(ifMatch), force);
    }
}
