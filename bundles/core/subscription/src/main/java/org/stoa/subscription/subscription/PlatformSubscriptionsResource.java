package org.stoa.subscription.subscription;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.subscription.rules.Status;

/** {@code /api/v1/platform/subscriptions}: the subscriptions of all tenants, those that are parked among them. */
@RestResource
@Component(service = PlatformSubscriptionsResource.class)
@Path("platform/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public final class PlatformSubscriptionsResource {

    private final PlatformDatabase database;

    @Activate
    public PlatformSubscriptionsResource(@Reference PlatformDatabase database) {
        this.database = database;
    }

    /**
     * Lists subscriptions, newest first.
     *
     * @param parked true for those that wait for an operator, with the reason
     */
    @GET
    @RequiresPermission(PlatformSubscriptionResource.READ)
    public Page<SubscriptionView> listSubscriptionsOfAll(
            @Context CallContext context,
            @QueryParam("plan") String plan,
            @QueryParam("status") Status status,
            @QueryParam("parked") Boolean parked,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        PageRequest page = PageRequest.parse(limit, cursor);
        List<SubscriptionRow> rows = database.read(
                context.withTenant(null),
                PlatformSubscriptionMapper.class,
                mapper -> mapper.page(plan, status, parked, page));
        return Page.of(rows, page, SubscriptionRow::id).map(SubscriptionView::of);
    }
}
