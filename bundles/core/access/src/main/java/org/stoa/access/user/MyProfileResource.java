package org.stoa.access.user;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Found;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The caller's own profile in the tenant of the call. */
@RestResource
@Component(service = MyProfileResource.class)
@Path("me/profile")
@Produces(MediaType.APPLICATION_JSON)
public final class MyProfileResource {

    private final UserProfiles profiles;

    @Activate
    public MyProfileResource(@Reference UserProfiles profiles) {
        this.profiles = profiles;
    }

    /** Shows the caller's profile; 404 for somebody who is no user of a tenant. */
    @GET
    @RequiresPermission("user.profile.read")
    public UserProfile showMyProfile(@Context CallContext context) {
        return profiles.get(context, userOf(context));
    }

    /** Changes the caller's profile. */
    @PATCH
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("user.profile.write")
    public UserProfile changeMyProfile(
            @Context CallContext context, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, MergePatch patch) {
        return profiles.update(context, userOf(context), IfMatch.version(ifMatch), patch::applyTo);
    }

    private static UUID userOf(CallContext context) {
        return Found.orNotFound(context.caller().userId(), "user");
    }
}
