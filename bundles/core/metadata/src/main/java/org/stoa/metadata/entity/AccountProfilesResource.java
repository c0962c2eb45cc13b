package org.stoa.metadata.entity;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.metadata.search.EntityPage;
import org.stoa.metadata.search.EntitySearch;

/** The profiles of one account, for those who work in that account. */
@RestResource
@Component(service = AccountProfilesResource.class)
@Path("tenants/{tenant}/accounts/{account}/profiles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountProfilesResource {

    static final String READ = "account.profile.read";
    static final String WRITE = "account.profile.write";
    static final String DELETE = "account.profile.delete";

    private final Entities entities;
    private final EntitySearch search;
    private final PeopleDirectory people;

    @Activate
    public AccountProfilesResource(
            @Reference Entities entities, @Reference EntitySearch search, @Reference PeopleDirectory people) {
        this.entities = entities;
        this.search = search;
        this.people = people;
    }

    /** Searches the profiles of the account, as all profiles of the tenant are searched. */
    @GET
    @RequiresPermission(READ)
    public EntityPage searchAccountProfiles(
            @Context CallContext context, @PathParam("account") UUID account, @Context QueryParameters query) {
        return search.search(context, scope(context, account), ProfileResource.TYPE, query);
    }

    /** Creates a profile of the account. */
    @POST
    @RequiresPermission(WRITE)
    @Answers(value = Entity.class, status = 201)
    public Response createAccountProfile(
            @Context CallContext context, @PathParam("account") UUID account, @NotNull @Valid EntityFields body) {
        Entity profile = entities.create(context, scope(context, account), ProfileResource.TYPE, body);
        String address = "tenants/" + profile.tenantId() + "/accounts/" + account + "/profiles/" + profile.id();
        return Response.created(URI.create(address)).entity(profile).build();
    }

    /** Shows a profile of the account. */
    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Entity showAccountProfile(
            @Context CallContext context, @PathParam("account") UUID account, @PathParam("id") UUID id) {
        return entities.get(context, scope(context, account), ProfileResource.TYPE, id);
    }

    /** Changes a profile of the account; another accountId needs the permission to write there too. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public Entity changeAccountProfile(
            @Context CallContext context,
            @PathParam("account") UUID account,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(EntityFields.class) MergePatch patch) {
        EntityScope scope = scope(context, account);
        return entities.update(context, scope, ProfileResource.TYPE, id, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes a profile of the account. */
    @DELETE
    @Path("{id}")
    @RequiresPermission(DELETE)
    public void deleteAccountProfile(
            @Context CallContext context, @PathParam("account") UUID account, @PathParam("id") UUID id) {
        entities.delete(context, scope(context, account), ProfileResource.TYPE, id);
    }

    private EntityScope scope(CallContext context, UUID account) {
        return EntityScope.ofAccount(context, people, account);
    }
}
