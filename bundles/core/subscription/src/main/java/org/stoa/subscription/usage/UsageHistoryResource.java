package org.stoa.subscription.usage;

import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.rest.Uncounted;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.usage.DailyUsage;

/** {@code /api/v1/tenants/{tenant}/usage/history}: what a tenant has used day by day. */
@RestResource
@Uncounted
@Component(service = UsageHistoryResource.class)
@Path("tenants/{tenant}/usage/history")
@Produces(MediaType.APPLICATION_JSON)
public final class UsageHistoryResource {

    private static final int MOST_DAYS = 366;

    private final UsageMeter meter;

    @Activate
    public UsageHistoryResource(@Reference UsageMeter meter) {
        this.meter = meter;
    }

    /**
     * What was used of a resource.
     *
     * @param total the sum of the days
     * @param days those on which something was counted
     */
    public record UsageHistory(String resource, LocalDate from, LocalDate to, long total, List<DailyUsage> days) {}

    /** Shows what the tenant has used of a resource from a day until before another one, at most 366 days. */
    @GET
    @RequiresPermission("tenant.usage.read")
    public UsageHistory showUsageHistory(
            @Context CallContext context,
            @QueryParam("resource") @NotBlank String resource,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to) {
        require(from != null, "from", "must be given, such as 2026-01-01");
        require(to != null, "to", "must be given, such as 2026-02-01");
        require(from.isBefore(to), "to", "must be after from");
        require(
                ChronoUnit.DAYS.between(from, to) <= MOST_DAYS,
                "to",
                "must be at most " + MOST_DAYS + " days after from");
        List<DailyUsage> days = meter.daily(context, resource, from, to);
        return new UsageHistory(
                resource, from, to, days.stream().mapToLong(DailyUsage::used).sum(), days);
    }

    private static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw ProblemException.invalid(field, message);
        }
    }
}
