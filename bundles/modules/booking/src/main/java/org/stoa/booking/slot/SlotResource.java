package org.stoa.booking.slot;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking/services/{id}/slots}. */
@RestResource
@Component(service = SlotResource.class)
@Path("services/{id}/slots")
@Produces(MediaType.APPLICATION_JSON)
public final class SlotResource {
    private final Slots slots;
    private final TenantClock clock;

    @Activate
    public SlotResource(@Reference Slots slots, @Reference TenantClock clock) {
        this.slots = slots;
        this.clock = clock;
    }

    /**
     * Free slots.
     *
     * @param zone IANA name of the zone in which they are told
     */
    public record SlotList(String zone, List<View> slots) {}

    /**
     * A time that can be booked.
     *
     * @param start RFC 3339, with the offset of the zone at that time
     * @param end likewise
     * @param resourceIds who would be booked: one, or all that were asked for together
     * @param free how many units of any resource are free then; together: of the resource that has the fewest
     */
    public record View(String start, String end, List<UUID> resourceIds, int free) {}

    /**
     * @param from a date, or a time with its offset
     * @param to a date, which is included, or a time, which is not; at most 62 days later
     * @param zone IANA name; without it that of the tenant
     * @param resourceIds only these; without any all of the service
     * @param mode {@code first-free}, {@code round-robin} or {@code all-together}
     */
    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public SlotList find(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("zone") String zone,
            @QueryParam("resource") List<UUID> resourceIds,
            @QueryParam("mode") String mode) {
        SlotQuery query = SlotQuery.parse(from, to, zone, resourceIds, mode, clock.zone(context));
        ZoneId place = query.zone();
        return new SlotList(
                place.getId(),
                slots.find(context, id, query).stream()
                        .map(slot -> new View(
                                at(slot.start(), place), at(slot.end(), place), slot.resourceIds(), slot.free()))
                        .toList());
    }

    private static String at(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(zone));
    }
}
