package org.stoa.metadata.entity;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.metadata.search.EntityPage;
import org.stoa.metadata.search.EntitySearch;

/** The profiles that the caller owns. */
@RestResource
@Component(service = MyProfilesResource.class)
@Path("me/profiles")
@Produces(MediaType.APPLICATION_JSON)
public final class MyProfilesResource {

    static final String READ = "user.profile.read";
    static final String WRITE = "user.profile.write";

    private final Entities entities;
    private final EntitySearch search;

    @Activate
    public MyProfilesResource(@Reference Entities entities, @Reference EntitySearch search) {
        this.entities = entities;
        this.search = search;
    }

    /** Searches the caller's profiles, as all profiles of the tenant are searched. */
    @GET
    @RequiresPermission(READ)
    public EntityPage searchMyProfiles(@Context CallContext context, @Context QueryParameters query) {
        return search.search(context, EntityScope.ofCaller(context), ProfileResource.TYPE, query);
    }

    /** Shows a profile of the caller. */
    @GET
    @Path("{id}")
    @RequiresPermission(READ)
    public Entity showOneOfMyProfiles(@Context CallContext context, @PathParam("id") UUID id) {
        return entities.get(context, EntityScope.ofCaller(context), ProfileResource.TYPE, id);
    }

    /** Changes a profile of the caller, but not to whom it belongs, of what kind and in which status it is. */
    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public Entity changeOneOfMyProfiles(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(EntityFields.class) MergePatch patch) {
        return entities.update(
                context,
                EntityScope.ofCaller(context),
                ProfileResource.TYPE,
                id,
                IfMatch.version(ifMatch),
                patch::applyTo);
    }
}
