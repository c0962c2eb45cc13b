package org.stoa.access.account;

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
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The accounts of a tenant. */
@RestResource
@Component(service = AccountsResource.class)
@Path("tenants/{tenant}/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountsResource {

    private final Accounts accounts;

    @Activate
    public AccountsResource(@Reference Accounts accounts) {
        this.accounts = accounts;
    }

    /** Lists the accounts, newest first. */
    @GET
    @RequiresPermission("account.account.read")
    public Page<Account> listAccounts(
            @Context CallContext context,
            @QueryParam("type") AccountType type,
            @QueryParam("status") AccountStatus status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return accounts.list(context, type, status, PageRequest.parse(limit, cursor));
    }

    /** Creates an account, whose admin the caller becomes. */
    @POST
    @RequiresPermission("account.account.write")
    public Response createAccount(@Context CallContext context, @NotNull @Valid NewAccount body) {
        Account account = accounts.create(context, body);
        return Response.created(URI.create("tenants/" + account.tenantId() + "/accounts/" + account.id()))
                .entity(account)
                .build();
    }

    /** Shows an account. */
    @GET
    @Path("{account}")
    @RequiresPermission("account.account.read")
    public Account showAccount(@Context CallContext context, @PathParam("account") UUID account) {
        return accounts.get(context, account);
    }

    /** Changes an account; status, features, limits and verification need tenant.account.write besides. */
    @PATCH
    @Path("{account}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("account.account.write")
    public Account changeAccount(
            @Context CallContext context,
            @PathParam("account") UUID account,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            MergePatch patch) {
        return accounts.update(context, account, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes an account with its memberships. */
    @DELETE
    @Path("{account}")
    @RequiresPermission("account.account.delete")
    public void deleteAccount(@Context CallContext context, @PathParam("account") UUID account) {
        accounts.delete(context, account);
    }
}
