package org.stoa.access.role;

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
import org.stoa.access.Violations;
import org.stoa.api.data.Page;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Decision;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.security.ShippedRole;

/** The permissions that there are, and why somebody has one or not. */
@RestResource
@Component(service = PermissionsResource.class)
@Path("tenants/{tenant}/permissions")
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionsResource {

    private final PermissionCatalogue catalogue;
    private final PermissionExplanations explanations;

    @Activate
    public PermissionsResource(
            @Reference PermissionCatalogue catalogue, @Reference PermissionExplanations explanations) {
        this.catalogue = catalogue;
        this.explanations = explanations;
    }

    /**
     * A permission that can be given in a tenant.
     *
     * @param roles the shipped roles that name it, besides those that hold everything of its tier
     */
    public record Permission(String name, String description, List<String> roles) {}

    /** Lists every permission that can be given, of the platform and of the modules installed, by name. */
    @GET
    @RequiresPermission("tenant.permission.read")
    public Page<Permission> listPermissions(@Context CallContext context) {
        List<Permission> permissions = catalogue.grantable().stream()
                .map(definition -> new Permission(
                        definition.name().toString(),
                        definition.description(),
                        definition.roles().stream()
                                .map(ShippedRole::title)
                                .sorted()
                                .toList()))
                .toList();
        return new Page<>(permissions, null);
    }

    /** Says whether a user may do something, in an account or in the tenant as a whole, and why. */
    @GET
    @Path("explain")
    @RequiresPermission("tenant.permission.read")
    public Decision explainPermission(
            @Context CallContext context,
            @QueryParam("user") UUID user,
            @QueryParam("permission") String permission,
            @QueryParam("account") UUID account) {
        new Violations()
                .check(user != null, "user", "must be given")
                .check(permission != null, "permission", "must be given")
                .raise();
        return explanations.explain(context, user, permission, account);
    }
}
