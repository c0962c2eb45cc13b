package org.stoa.access.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The members of an account. */
@RestResource
@Component(service = AccountMembersResource.class)
@Path("tenants/{tenant}/accounts/{account}/members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountMembersResource {

    private final AccountMembers members;

    @Activate
    public AccountMembersResource(@Reference AccountMembers members) {
        this.members = members;
    }

    /** @param role admin, member or viewer */
    public record Membership(@NotNull AccountRole role) {}

    /** Lists the members. */
    @GET
    @RequiresPermission("account.member.read")
    public Page<AccountMember> listAccountMembers(
            @Context CallContext context,
            @PathParam("account") UUID account,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return members.list(context, account, PageRequest.parse(limit, cursor));
    }

    /** Makes a user a member, or changes what it is in the account. */
    @PUT
    @Path("{user}")
    @RequiresPermission("account.member.write")
    public AccountMember putAccountMember(
            @Context CallContext context,
            @PathParam("account") UUID account,
            @PathParam("user") UUID user,
            @NotNull @Valid Membership body) {
        return members.set(context, account, user, body.role());
    }

    /** Removes a member. */
    @DELETE
    @Path("{user}")
    @RequiresPermission("account.member.write")
    public void removeAccountMember(
            @Context CallContext context, @PathParam("account") UUID account, @PathParam("user") UUID user) {
        members.remove(context, account, user);
    }
}
