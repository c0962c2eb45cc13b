package org.stoa.access.tenant;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.tenant.Tenant;

/** A tenant, for its own people. */
@RestResource
@Component(service = TenantResource.class)
@Path("tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
public final class TenantResource {

    private final PostgresTenants tenants;

    @Activate
    public TenantResource(@Reference PostgresTenants tenants) {
        this.tenants = tenants;
    }

    /** Shows the tenant. */
    @GET
    @RequiresPermission("tenant.tenant.read")
    public Tenant showOwnTenant(@Context CallContext context) {
        return tenants.get(context, context.requireTenant().toString());
    }

    /** Changes name, domain, company details, logo, language, theme, time zone, currency and industry. */
    @PATCH
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.tenant.write")
    public Tenant changeOwnTenant(
            @Context CallContext context, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, MergePatch patch) {
        return tenants.update(context, context.requireTenant(), IfMatch.version(ifMatch), patch::applyTo);
    }
}
