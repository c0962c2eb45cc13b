package org.stoa.metadata.category;

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
import org.stoa.metadata.PlatformRows;

/** The platform's own categories, which every tenant sees. */
@RestResource
@Component(service = PlatformCategoriesResource.class)
@Path("platform/categories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformCategoriesResource {

    private static final String WRITE = "platform.category.write";

    private final Categories categories;
    private final CategoryDeletion deletion;

    @Activate
    public PlatformCategoriesResource(@Reference Categories categories, @Reference CategoryDeletion deletion) {
        this.categories = categories;
        this.deletion = deletion;
    }

    /** Lists the platform's categories, newest first. */
    @GET
    @RequiresPermission(WRITE)
    public Page<Category> listPlatformCategories(
            @Context CallContext context,
            @QueryParam("type") CategoryType type,
            @QueryParam("entityType") String entityType,
            @QueryParam("parent") UUID parent,
            @QueryParam("active") Boolean active,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        CategoryFilter filter = new CategoryFilter(type, entityType, parent, active);
        return categories.list(PlatformRows.of(context), filter, PageRequest.parse(limit, cursor));
    }

    /** Adds a category for all tenants. */
    @POST
    @RequiresPermission(WRITE)
    @Answers(value = Category.class, status = 201)
    public Response createPlatformCategory(@Context CallContext context, @NotNull @Valid CategoryFields body) {
        Category category = categories.create(PlatformRows.of(context), body);
        return Response.created(URI.create("platform/categories/" + category.id()))
                .entity(category)
                .build();
    }

    /** Shows one of the platform's categories. */
    @GET
    @Path("{id}")
    @RequiresPermission(WRITE)
    public Category showPlatformCategory(@Context CallContext context, @PathParam("id") UUID id) {
        return categories.get(PlatformRows.of(context), id);
    }

    /** Changes one of the platform's categories; another parentId moves it with all below it. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public Category changePlatformCategory(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(CategoryFields.class) MergePatch patch) {
        return categories.update(PlatformRows.of(context), id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes one of the platform's categories; with force=true although tenants use it: what hangs below it moves up. */
    @DELETE
    @Path("{id}")
    @RequiresPermission(WRITE)
    public void deletePlatformCategory(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        deletion.deleteOfPlatform(context, id, force);
    }
}
