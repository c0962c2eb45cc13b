package org.stoa.access.apikey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.value.SingleLine;

/** API keys of a tenant. */
@RestResource
@Component(service = ApiKeyResource.class)
@Path("tenants/{tenant}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApiKeyResource {

    private final ApiKeys apiKeys;

    @Activate
    public ApiKeyResource(@Reference ApiKeys apiKeys) {
        this.apiKeys = apiKeys;
    }

    /**
     * What an API key is made of.
     *
     * @param permissions the most that it may do
     * @param expiresAt null for never
     */
    public record NewApiKey(
            @NotBlank @Size(max = 100) @SingleLine String name,
            @NotEmpty @Size(max = 100) List<@NotNull @Size(max = 100) String> permissions,
            Instant expiresAt) {}

    /**
     * An API key just made.
     *
     * @param key goes into {@code X-API-Key}; it cannot be had again
     */
    public record CreatedApiKey(
            UUID id,
            @SingleLine String name,
            @Sensitive String key,
            String prefix,
            UUID userId,
            List<String> permissions,
            Instant expiresAt,
            Instant createdAt) {}

    /** Makes an API key that acts as the caller; its text is shown this once. */
    @POST
    @RequiresPermission("tenant.api-key.write")
    @Answers(value = CreatedApiKey.class, status = 201)
    public Response createApiKey(@Context CallContext context, @NotNull @Valid NewApiKey body) {
        ApiKeys.NewKey made = apiKeys.create(context, body.name(), body.permissions(), body.expiresAt());
        ApiKey key = made.key();
        CreatedApiKey created = new CreatedApiKey(
                key.id(),
                key.name(),
                made.text(),
                key.prefix(),
                key.userId(),
                key.permissions(),
                key.expiresAt(),
                key.createdAt());
        return Response.status(Response.Status.CREATED).entity(created).build();
    }

    /** Lists the API keys that were not revoked, newest first. */
    @GET
    @RequiresPermission("tenant.api-key.read")
    public Page<ApiKey> listApiKeys(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return apiKeys.list(context, PageRequest.parse(limit, cursor));
    }

    /** Revokes an API key, at once. */
    @DELETE
    @Path("{id}")
    @RequiresPermission("tenant.api-key.delete")
    public void revokeApiKey(@Context CallContext context, @PathParam("id") UUID id) {
        apiKeys.revoke(context, id);
    }
}
