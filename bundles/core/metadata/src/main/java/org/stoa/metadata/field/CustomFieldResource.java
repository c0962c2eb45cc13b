package org.stoa.metadata.field;

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
import java.util.List;
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

/** {@code /api/v1/custom-fields}: what a tenant adds to the entities of a type. */
@RestResource
@Component(service = CustomFieldResource.class)
@Path("custom-fields")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CustomFieldResource {

    static final String READ = "tenant.schema.read";
    static final String WRITE = "tenant.field.write";
    static final String DELETE = "tenant.field.delete";

    private final CustomFields fields;

    @Activate
    public CustomFieldResource(@Reference CustomFields fields) {
        this.fields = fields;
    }

    @GET
    @RequiresPermission(READ)
    public Page<CustomField> list(
            @Context CallContext context,
            @QueryParam("entityType") String entityType,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return fields.list(context, entityType, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(WRITE)
    @Answers(value = CustomField.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid CustomFieldFields body) {
        CustomField field = fields.create(context, body);
        return Response.created(URI.create("custom-fields/" + field.id()))
                .entity(field)
                .build();
    }

    /** Work on existing entities that changes of fields and schemas have left to do, with its progress. */
    @GET
    @Path("alignments")
    @RequiresPermission(READ)
    public List<Alignment> alignments(@Context CallContext context, @QueryParam("entityType") String entityType) {
        return fields.alignments(context, entityType);
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public CustomField get(@Context CallContext context, @PathParam("id") UUID id) {
        return fields.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public CustomField update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(CustomFieldFields.class) MergePatch patch) {
        return fields.update(context, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Removes a field; its values too when {@code force} is true. */
    @DELETE
    @Path("{id}")
    @RequiresPermission(DELETE)
    public void delete(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        fields.delete(context, id, force);
    }
}
