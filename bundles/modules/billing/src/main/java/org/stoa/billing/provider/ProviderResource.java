package org.stoa.billing.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/providers}. Credentials go in and never come out. */
@RestResource
@Component(service = ProviderResource.class)
@Path("providers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProviderResource {
    private final ProviderAccounts accounts;

    @Activate
    public ProviderResource(@Reference ProviderAccounts accounts) {
        this.accounts = accounts;
    }

    @GET
    @RequiresPermission(BillingModule.ADMIN)
    public List<ProviderAccounts.View> list(@Context CallContext context) {
        return accounts.list(context);
    }

    @PUT
    @Path("{provider}")
    @RequiresPermission(BillingModule.ADMIN)
    public ProviderAccounts.View put(
            @Context CallContext context,
            @PathParam("provider") String provider,
            @NotNull @Valid Credentials credentials) {
        return accounts.put(context, provider, credentials);
    }

    @DELETE
    @Path("{provider}")
    @RequiresPermission(BillingModule.ADMIN)
    public void delete(@Context CallContext context, @PathParam("provider") String provider) {
        accounts.delete(context, provider);
    }
}
