package org.stoa.billing.product;

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
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/products}. */
@RestResource
@Component(service = ProductResource.class)
@Path("products")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProductResource {
    private final Products products;

    @Activate
    public ProductResource(@Reference Products products) {
        this.products = products;
    }

    @GET
    @RequiresPermission(BillingModule.READ)
    public Page<Product> list(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return products.list(context, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = Product.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid ProductFields fields) {
        Product product = products.create(context, fields);
        return Response.created(URI.create("products/" + product.id()))
                .entity(product)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BillingModule.READ)
    public Product get(@Context CallContext context, @PathParam("id") UUID id) {
        return products.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(BillingModule.WRITE)
    public Product update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(ProductFields.class) MergePatch patch) {
        return products.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(BillingModule.DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        products.delete(context, id);
    }
}
