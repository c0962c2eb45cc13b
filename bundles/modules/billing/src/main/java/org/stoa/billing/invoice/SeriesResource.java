package org.stoa.billing.invoice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/number-series}. */
@RestResource
@Component(service = SeriesResource.class)
@Path("number-series")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SeriesResource {
    private final Numbering numbering;

    @Activate
    public SeriesResource(@Reference Numbering numbering) {
        this.numbering = numbering;
    }

    /** One series and what counts for it. */
    public record NamedSeries(Series.Name name, Series series) {}

    @GET
    @RequiresPermission(BillingModule.READ)
    public List<NamedSeries> list(@Context CallContext context) {
        return numbering.list(context).entrySet().stream()
                .map(entry -> new NamedSeries(entry.getKey(), entry.getValue()))
                .toList();
    }

    @PUT
    @Path("{series}")
    @RequiresPermission(BillingModule.ADMIN)
    public Series put(
            @Context CallContext context, @PathParam("series") Series.Name name, @NotNull @Valid Series series) {
        return numbering.put(context, name, series);
    }
}
