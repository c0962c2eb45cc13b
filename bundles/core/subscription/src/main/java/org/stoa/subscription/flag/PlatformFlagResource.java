package org.stoa.subscription.flag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/platform/flags}: which features are on for whom. */
@RestResource
@Component(service = PlatformFlagResource.class)
@Path("platform/flags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformFlagResource {

    private static final String READ = "platform.flag.read";
    private static final String WRITE = "platform.flag.write";

    private final Flags flags;
    private final Explanations explanations;

    @Activate
    public PlatformFlagResource(@Reference Flags flags, @Reference Explanations explanations) {
        this.flags = flags;
        this.explanations = explanations;
    }

    /** Lists all feature flags, by key. */
    @GET
    @RequiresPermission(READ)
    public List<FeatureFlag> listFlags(@Context CallContext context, @QueryParam("category") FlagCategory category) {
        return flags.list(context).stream()
                .filter(flag -> category == null || flag.category() == category)
                .toList();
    }

    /** Adds a feature flag. */
    @POST
    @RequiresPermission(WRITE)
    @Answers(value = FeatureFlag.class, status = 201)
    public Response createFlag(@Context CallContext context, @NotNull @Valid FlagFields body) {
        FeatureFlag flag = flags.create(context, body);
        return Response.created(URI.create("platform/flags/" + flag.key()))
                .entity(flag)
                .build();
    }

    /** Shows a feature flag. */
    @GET
    @Path("{flag}")
    @RequiresPermission(READ)
    public FeatureFlag showFlag(@Context CallContext context, @PathParam("flag") String key) {
        return flags.get(context, key);
    }

    /** Changes a feature flag; every node goes by the change within a second. */
    @PATCH
    @Path("{flag}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(WRITE)
    public FeatureFlag changeFlag(
            @Context CallContext context,
            @PathParam("flag") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(FlagFields.class) MergePatch patch) {
        return flags.update(context, key, IfMatch.version(ifMatch), patch::applyTo);
    }

    /** Deletes a feature flag that no other one names. */
    @DELETE
    @Path("{flag}")
    @RequiresPermission("platform.flag.delete")
    public void deleteFlag(@Context CallContext context, @PathParam("flag") String key) {
        flags.delete(context, key);
    }

    /** Says why a feature is on or off for a tenant, and for one of its users. */
    @GET
    @Path("{flag}/explanation")
    @RequiresPermission(READ)
    public FeatureExplanation explainFlag(
            @Context CallContext context,
            @PathParam("flag") String key,
            @QueryParam("tenant") @NotBlank String tenant,
            @QueryParam("user") UUID user) {
        return explanations.explain(context, key, tenant, user);
    }
}
