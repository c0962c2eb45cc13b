package org.stoa.billing.currency;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/exchange-rates}. */
@RestResource
@Component(service = ExchangeRateResource.class)
@Path("exchange-rates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ExchangeRateResource {
    private final ExchangeRates rates;

    @Activate
    public ExchangeRateResource(@Reference ExchangeRates rates) {
        this.rates = rates;
    }

    /** Of the month until today, unless other days are named. */
    @GET
    @RequiresPermission(BillingModule.READ)
    public ExchangeRateList list(
            @Context CallContext context,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("base") String base,
            @QueryParam("quote") String quote) {
        return new ExchangeRateList(rates.list(context, from, to, base, quote));
    }

    @PUT
    @RequiresPermission(BillingModule.WRITE)
    public ExchangeRateList put(@Context CallContext context, @NotNull @Valid ExchangeRateList list) {
        return rates.put(context, list);
    }
}
