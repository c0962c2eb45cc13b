package org.stoa.billing.document.export;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.LocalDate;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.BillingModule;

/**
 * {@code /api/v1/billing/exports}: what is kept of a range of days, {@code from} and {@code to} included, as CSV unless
 * {@code format=XLSX} is asked for.
 */
@RestResource
@Component(service = ExportResource.class)
@Path("exports")
@Produces({ExportResource.CSV, ExportResource.XLSX})
public final class ExportResource {
    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Exports exports;
    private final TenantClock clock;

    @Activate
    public ExportResource(@Reference Exports exports, @Reference TenantClock clock) {
        this.exports = exports;
        this.clock = clock;
    }

    /** How an export is written. */
    public enum Format {
        CSV,
        XLSX
    }

    /** Invoices and credit notes by their date of issue. */
    @GET
    @Path("invoices")
    @RequiresPermission(BillingModule.READ)
    public Response invoices(
            @Context CallContext context,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("format") Format format) {
        return file(context, Exports.invoices(DateRange.require(from, to)), format);
    }

    /** Lines of invoices and credit notes by their date of issue. */
    @GET
    @Path("items")
    @RequiresPermission(BillingModule.READ)
    public Response items(
            @Context CallContext context,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("format") Format format) {
        return file(context, Exports.items(DateRange.require(from, to)), format);
    }

    /** Customers by the day on which they were created. */
    @GET
    @Path("customers")
    @RequiresPermission(BillingModule.READ)
    public Response customers(
            @Context CallContext context,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("format") Format format) {
        return file(context, Exports.customers(DateRange.require(from, to), clock.zone(context)), format);
    }

    /** Payments by the day on which they came in. */
    @GET
    @Path("payments")
    @RequiresPermission(BillingModule.READ)
    public Response payments(
            @Context CallContext context,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("format") Format format) {
        return file(context, Exports.payments(DateRange.require(from, to), clock.zone(context)), format);
    }

    private <R> Response file(CallContext context, Export<R> export, Format format) {
        ZoneId zone = clock.zone(context);
        StreamingOutput content = output -> {
            TableWriter table =
                    format == Format.XLSX ? new XlsxTable(output, export.name(), zone) : new CsvTable(output);
            exports.write(context, export, table);
            table.end();
        };
        return Response.ok(content)
                .type(format == Format.XLSX ? XLSX : CSV + ";charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + export.name() + "." + (format == Format.XLSX ? "xlsx" : "csv")
                                + "\"")
                .build();
    }
}
