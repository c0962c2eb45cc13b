package org.stoa.metadata.schema;

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
import org.stoa.metadata.PlatformRows;

/** {@code /api/v1/platform/schemas}: schemas that every tenant without one of its own sees. */
@RestResource
@Component(service = PlatformSchemaResource.class)
@Path("platform/schemas")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformSchemaResource {

    static final String WRITE = "platform.schema.write";

    private final EntitySchemas schemas;

    @Activate
    public PlatformSchemaResource(@Reference EntitySchemas schemas) {
        this.schemas = schemas;
    }

    /** Versions of the platform's schemas, newest first. */
    @GET
    @RequiresPermission(WRITE)
    public Page<EntitySchema> list(
            @Context CallContext context,
            @QueryParam("entityType") String entityType,
            @QueryParam("entitySubtype") String entitySubtype,
            @QueryParam("status") SchemaStatus status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return schemas.list(
                PlatformRows.of(context), entityType, entitySubtype, status, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(WRITE)
    @Answers(value = EntitySchema.class, status = 201)
    public Response draft(@Context CallContext context, @NotNull @Valid SchemaDefinition definition) {
        EntitySchema schema = schemas.draft(PlatformRows.of(context), definition);
        return Response.created(URI.create("platform/schemas/" + schema.id()))
                .entity(schema)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(WRITE)
    public EntitySchema get(@Context CallContext context, @PathParam("id") UUID id) {
        return schemas.get(PlatformRows.of(context), id);
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
        return schemas.update(PlatformRows.of(context), id, IfMatch.version(ifMatch), patch::applyTo);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(WRITE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        schemas.delete(PlatformRows.of(context), id);
    }

    /** Makes a draft the active version. */
    @POST
    @Path("{id}/activate")
    @RequiresPermission(WRITE)
    public EntitySchema activate(
            @Context CallContext context, @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return schemas.activate(PlatformRows.of(context), id, IfMatch.version(ifMatch), true);
    }
}
