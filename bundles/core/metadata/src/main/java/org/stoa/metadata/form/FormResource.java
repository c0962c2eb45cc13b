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

/** {@code /api/v1/forms}: forms that a tenant has designed, forms as they are filled in, and what was filled in. */
@RestResource
@Component(service = FormResource.class)
@Path("forms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FormResource {

    static final String READ = "tenant.form.read";
    static final String WRITE = "tenant.form.write";
    static final String DELETE = "tenant.form.delete";

    private final FormTemplates templates;
    private final Forms forms;
    private final FormSubmissions submissions;

    @Activate
    public FormResource(
            @Reference FormTemplates templates, @Reference Forms forms, @Reference FormSubmissions submissions) {
        this.templates = templates;
        this.forms = forms;
        this.submissions = submissions;
    }

    /** The forms that the tenant has designed, newest first. */
    @GET
    @RequiresPermission(READ)
    public Page<FormTemplate> list(
            @Context CallContext context,
            @QueryParam("formType") FormType formType,
            @QueryParam("entityType") String entityType,
            @QueryParam("entitySubtype") String entitySubtype,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return templates.list(context, formType, entityType, entitySubtype, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(WRITE)
    @Answers(value = FormTemplate.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid FormDefinition definition) {
        FormTemplate template = templates.create(context, definition);
        return Response.created(URI.create("forms/" + template.id()))
                .entity(template)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public FormTemplate get(@Context CallContext context, @PathParam("id") UUID id) {
        return templates.get(context, id);
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
        return templates.update(context, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        templates.delete(context, id);
    }

    /** A form to be filled in, in the language of Accept-Language: schema, custom fields and template put together. */
    @GET
    @Path("{formType}/{entityType}/{entitySubtype}")
    @RequiresPermission(READ)
    public ServedForm serve(
            @Context CallContext context,
            @PathParam("formType") FormType formType,
            @PathParam("entityType") String entityType,
            @PathParam("entitySubtype") String entitySubtype) {
        return forms.serve(context, formType, entityType, entitySubtype);
    }

    /**
     * Submits a form, or with {@code step} only checks that step of it. To change an entity, send its ETag in If-Match.
     */
    @POST
    @Path("{formType}/{entityType}/{entitySubtype}/submissions")
    @RequiresPermission(READ)
    public Submission submit(
            @Context CallContext context,
            @PathParam("formType") FormType formType,
            @PathParam("entityType") String entityType,
            @PathParam("entitySubtype") String entitySubtype,
            @QueryParam("step") String step,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid FormData data) {
        FormSubmissions.Target target = new FormSubmissions.Target(formType, entityType, entitySubtype);
        if (step != null) {
            return submissions.check(context, target, data, step);
        }
        Long version = data.entityId() == null ? null : (Long) IfMatch.version(ifMatch);
        return submissions.submit(context, target, data, version);
    }
}
