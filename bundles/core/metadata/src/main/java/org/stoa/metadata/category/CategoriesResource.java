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

/** The categories that a tenant sees: the platform's and its own, of which it can change the latter. */
@RestResource
@Component(service = CategoriesResource.class)
@Path("categories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CategoriesResource {

    private final Categories categories;
    private final CategoryDeletion deletion;

    @Activate
    public CategoriesResource(@Reference Categories categories, @Reference CategoryDeletion deletion) {
        this.categories = categories;
        this.deletion = deletion;
    }

    /** Lists categories, newest first; entityType is a type, or type/subtype. */
    @GET
    @RequiresPermission("tenant.category.read")
    public Page<Category> listCategories(
            @Context CallContext context,
            @QueryParam("type") CategoryType type,
            @QueryParam("entityType") String entityType,
            @QueryParam("parent") UUID parent,
            @QueryParam("active") Boolean active,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        CategoryFilter filter = new CategoryFilter(type, entityType, parent, active);
        return categories.list(context, filter, PageRequest.parse(limit, cursor));
    }

    /** Shows all categories as trees, siblings in their order. */
    @GET
    @Path("tree")
    @RequiresPermission("tenant.category.read")
    public List<CategoryNode> showCategoryTree(
            @Context CallContext context,
            @QueryParam("type") CategoryType type,
            @QueryParam("entityType") String entityType,
            @QueryParam("active") Boolean active) {
        CategoryTree tree = categories.tree(context);
        CategoryFilter filter = new CategoryFilter(type, entityType, null, active);
        return tree.nodes(category -> filter.fitsInTree(tree, category));
    }

    /** Adds a category. */
    @POST
    @RequiresPermission("tenant.category.write")
    @Answers(value = Category.class, status = 201)
    public Response createCategory(@Context CallContext context, @NotNull @Valid CategoryFields body) {
        Category category = categories.create(context, body);
        return Response.created(URI.create("categories/" + category.id()))
                .entity(category)
                .build();
    }

    /** Shows a category. */
    @GET
    @Path("{id}")
    @RequiresPermission("tenant.category.read")
    public Category showCategory(@Context CallContext context, @PathParam("id") UUID id) {
        return categories.get(context, id);
    }

    /** Changes a category; another parentId moves it with all below it. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.category.write")
    public Category changeCategory(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(CategoryFields.class) MergePatch patch) {
        return categories.update(context, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes a category; with force=true although it is in use: what hangs below it moves up. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("tenant.category.delete")
    public void deleteCategory(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        deletion.delete(context, id, force);
    }
}
