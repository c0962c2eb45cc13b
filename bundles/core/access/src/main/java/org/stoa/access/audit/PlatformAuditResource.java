package org.stoa.access.audit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditLog;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The audit log of the platform itself. */
@RestResource
@Component(service = PlatformAuditResource.class)
@Path("platform/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class PlatformAuditResource {

    private final AuditLog auditLog;

    @Activate
    public PlatformAuditResource(@Reference AuditLog auditLog) {
        this.auditLog = auditLog;
    }

    /** Lists what was done on the platform outside tenants, newest first. */
    @GET
    @RequiresPermission("platform.audit.read")
    public Page<AuditRecord> listPlatformAuditRecords(
            @Context CallContext context,
            @QueryParam("action") String action,
            @QueryParam("resource") String resource,
            @QueryParam("resourceId") String resourceId,
            @QueryParam("user") UUID user,
            @QueryParam("requestId") String requestId,
            @QueryParam("from") Instant from,
            @QueryParam("to") Instant to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        AuditFilter filter = new AuditFilter(action, resource, resourceId, user, requestId, from, to);
        return auditLog.search(context.withTenant(null), filter, PageRequest.parse(limit, cursor));
    }
}
