package org.stoa.access.account;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The accounts that the caller is a member of. */
@RestResource
@Component(service = MyAccountsResource.class)
@Path("me/accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class MyAccountsResource {

    private final Accounts accounts;

    @Activate
    public MyAccountsResource(@Reference Accounts accounts) {
        this.accounts = accounts;
    }

    /** Lists the caller's accounts in the tenant of the call, newest first. */
    @GET
    @RequiresPermission("user.profile.read")
    public Page<Account> listMyAccounts(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        PageRequest page = PageRequest.parse(limit, cursor);
        UUID userId = context.caller().userId();
        return userId == null ? new Page<>(List.of(), null) : accounts.listOfMember(context, userId, page);
    }
}
