package org.stoa.subscription.usage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/tenants/{tenant}/usage/events}: reports of what a tenant has used. */
@RestResource
@Component(service = UsageEventResource.class)
@Path("tenants/{tenant}/usage/events")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UsageEventResource {

    private final UsageEvents events;

    @Activate
    public UsageEventResource(@Reference UsageEvents events) {
        this.events = events;
    }

    /** Counts up to 1,000 events, each once, however often it is reported; says of each what became of it. */
    @POST
    @RequiresPermission("tenant.usage.write")
    public ReportResult reportUsage(@Context CallContext context, @NotNull @Valid UsageReport body) {
        return events.report(context, body.events());
    }
}
