package org.stoa.metadata.form;

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

/** {@code /api/v1/platform/forms}: forms for every tenant that has none of its own. */
@RestResource
@Component(service = PlatformFormResource.class)
@Path("platform/forms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformFormResource {

    static final String WRITE = "platform.form.write";

    private final FormTemplates templates;

    @Activate
    public PlatformFormResource(@Reference FormTemplates templates) {
        this.templates = templates;
    }

    /** The platform's forms, newest first. */
    @GET
    @RequiresPermission(WRITE)
    public Page<FormTemplate> list(
            @Context CallContext context,
            @QueryParam("formType") FormType formType,
            @QueryParam("entityType") String entityType,
            @QueryParam("entitySubtype") String entitySubtype,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return templates.list(
                PlatformRows.of(context), formType, entityType, entitySubtype, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(WRITE)
    @Answers(value = FormTemplate.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid FormDefinition definition) {
        FormTemplate template = templates.create(PlatformRows.of(context), definition);
        return Response.created(URI.create("platform/forms/" + template.id()))
                .entity(template)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(WRITE)
    public FormTemplate get(@Context CallContext context, @PathParam("id") UUID id) {
        return templates.get(PlatformRows.of(context), id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public FormTemplate update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(FormDefinition.class) MergePatch patch) {
        return templates.update(PlatformRows.of(context), id, IfMatch.version(ifMatch), patch::applyTo);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(WRITE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        templates.delete(PlatformRows.of(context), id);
    }
}
