package org.stoa.billing.statement;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.billing.BillingModule;

/** {@code /api/v1/billing/statements}. */
@RestResource
@Component(service = StatementResource.class)
@Path("statements")
@Produces(MediaType.APPLICATION_JSON)
public final class StatementResource {
    private final Statements statements;

    @Activate
    public StatementResource(@Reference Statements statements) {
        this.statements = statements;
    }

    /** Who owes what since when. */
    @GET
    @Path("ageing")
    @RequiresPermission(BillingModule.READ)
    public Page<Ageing> ageing(
            @Context CallContext context,
            @QueryParam("test") Boolean test,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return statements.ageing(context, Boolean.TRUE.equals(test), PageRequest.parse(limit, cursor));
    }

    /** What a customer owed and paid, of the last month unless other days are named. */
    @GET
    @Path("customers/{customer}")
    @RequiresPermission(BillingModule.READ)
    public Statement statement(
            @Context CallContext context,
            @PathParam("customer") UUID customer,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("currency") String currency,
            @QueryParam("test") Boolean test) {
        return statements.statement(context, customer, from, to, currency, Boolean.TRUE.equals(test));
    }
}
