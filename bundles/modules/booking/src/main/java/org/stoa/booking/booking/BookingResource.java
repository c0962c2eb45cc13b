package org.stoa.booking.booking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking/bookings}. */
@RestResource
@Component(service = BookingResource.class)
@Path("bookings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BookingResource {
    private final Bookings bookings;
    private final Lifecycle lifecycle;
    private final Rescheduling rescheduling;

    @Activate
    public BookingResource(
            @Reference Bookings bookings, @Reference Lifecycle lifecycle, @Reference Rescheduling rescheduling) {
        this.bookings = bookings;
        this.lifecycle = lifecycle;
        this.rescheduling = rescheduling;
    }

    /**
     * Bookings, newest first: all for staff, else one's own.
     *
     * @param from moment (RFC 3339): bookings that end after it
     * @param to moment (RFC 3339): bookings that begin before it
     */
    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public Page<Booking> list(
            @Context CallContext context,
            @QueryParam("resource") UUID resource,
            @QueryParam("client") UUID client,
            @QueryParam("service") UUID service,
            @QueryParam("series") UUID series,
            @QueryParam("status") String status,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        BookingFilter filter = new BookingFilter(
                resource, client, service, series, status(status), moment("from", from), moment("to", to));
        if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
            throw ProblemException.invalid("to", "must be after from");
        }
        return bookings.list(context, filter, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(BookingModule.WRITE_OWN)
    @Answers(value = Booking.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid BookingFields fields) {
        Booking booking = bookings.create(context, fields);
        return Response.created(URI.create("bookings/" + booking.id()))
                .entity(booking)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(BookingModule.READ_OWN)
    public Booking get(@Context CallContext context, @PathParam("id") UUID id) {
        return bookings.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(BookingModule.WRITE_OWN)
    public Booking update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(BookingDetails.class) MergePatch patch) {
        return bookings.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @POST
    @Path("{id}/confirm")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public Booking confirm(@Context CallContext context, @PathParam("id") UUID id) {
        return lifecycle.confirm(context, id);
    }

    @POST
    @Path("{id}/start")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public Booking start(@Context CallContext context, @PathParam("id") UUID id) {
        return lifecycle.start(context, id);
    }

    @POST
    @Path("{id}/complete")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public Booking complete(@Context CallContext context, @PathParam("id") UUID id) {
        return lifecycle.complete(context, id);
    }

    @POST
    @Path("{id}/no-show")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public Booking noShow(@Context CallContext context, @PathParam("id") UUID id) {
        return lifecycle.noShow(context, id);
    }

    /** All that were cancelled, the one that was named first. */
    @POST
    @Path("{id}/cancel")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public List<Booking> cancel(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid CancelFields fields) {
        return lifecycle.cancel(context, id, fields);
    }

    /** All that were moved, the one that was named first. */
    @POST
    @Path("{id}/reschedule")
    @RequiresPermission(BookingModule.WRITE_OWN)
    public List<Booking> reschedule(
            @Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid RescheduleFields fields) {
        return rescheduling.reschedule(context, id, fields);
    }

    /** By hand, where nobody invoices what the client owes. */
    @PUT
    @Path("{id}/paid")
    @RequiresPermission(BookingModule.WRITE)
    public Booking setPaid(@Context CallContext context, @PathParam("id") UUID id, @NotNull @Valid Paid paid) {
        return bookings.setPaid(context, id, paid.paid());
    }

    /** Whether what the client owes is paid. */
    public record Paid(@NotNull Boolean paid) {}

    private static BookingStatus status(String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(BookingStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "status", "must be one of " + Arrays.toString(BookingStatus.values())));
    }

    private static Instant moment(String name, String text) {
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            if (moment.getYear() > 0 && moment.getYear() < 9999) {
                return moment.toInstant();
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        throw ProblemException.invalid(name, "must be a moment such as 2026-03-15T10:00:00Z");
    }
}
