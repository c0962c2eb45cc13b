package org.stoa.billing.customer;

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

/** {@code /api/v1/billing/customers}. */
@RestResource
@Component(service = CustomerResource.class)
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CustomerResource {
    private final CustomerService customers;

    @Activate
    public CustomerResource(@Reference CustomerService customers) {
        this.customers = customers;
    }

    @GET
    @RequiresPermission(BillingModule.READ)
    public Page<Customer> list(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return customers.list(context, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BillingModule.WRITE)
    @Answers(value = Customer.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid CustomerFields fields) {
        Customer customer = customers.create(context, fields);
        return Response.created(URI.create("customers/" + customer.id()))
                .entity(customer)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BillingModule.READ)
    public Customer get(@Context CallContext context, @PathParam("id") UUID id) {
        return customers.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(BillingModule.WRITE)
    public Customer update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(CustomerFields.class) MergePatch patch) {
        return customers.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(BillingModule.DELETE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        customers.delete(context, id);
    }
}
