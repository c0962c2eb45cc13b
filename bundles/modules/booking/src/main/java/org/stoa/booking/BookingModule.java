package org.stoa.booking;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.security.ShippedRole;

/**
 * What the booking module says of itself to the platform. A permission of the tier tenant covers that of the tier user
 * with the same resource and action: staff may do for everybody what a user may do for himself.
 */
@Component
public final class BookingModule implements ModuleDefinition {
    /** What is offered and what is free, and the bookings in which the caller takes part. */
    public static final String READ_OWN = "user.booking.read";

    /** To book, hold, move and cancel for oneself. */
    public static final String WRITE_OWN = "user.booking.write";

    public static final String READ = "tenant.booking.read";
    public static final String WRITE = "tenant.booking.write";
    public static final String ADMIN = "tenant.booking.admin";

    /** The hours, busy times and calendar feed of the resource that the caller is. */
    public static final String WRITE_OWN_RESOURCE = "user.booking-resource.write";

    public static final String WRITE_RESOURCE = "tenant.booking-resource.write";
    public static final String DELETE_RESOURCE = "tenant.booking-resource.delete";

    @Override
    public String id() {
        return "booking";
    }

    @Override
    public String name() {
        return "Booking";
    }

    @Override
    public String description() {
        return "People, rooms and things with their hours, services, free slots in every time zone, bookings, waiting lists and calendars.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of(
                PermissionDefinition.of(
                        READ_OWN,
                        "See services, resources and what is free, and one's own bookings",
                        ShippedRole.CONTENT_MODERATOR,
                        ShippedRole.USER),
                PermissionDefinition.of(
                        WRITE_OWN,
                        "Book, move and cancel for oneself; answer for bookings of the resource that one is",
                        ShippedRole.USER),
                PermissionDefinition.of(READ, "See all bookings, holds and waiting lists"),
                PermissionDefinition.of(
                        WRITE, "Book for others and outside of hours, move, cancel and complete all bookings"),
                PermissionDefinition.of(ADMIN, "Everything about bookings, and the settings of booking"),
                PermissionDefinition.of(
                        WRITE_OWN_RESOURCE,
                        "Set the hours, busy times and calendar feed of the resource that one is",
                        ShippedRole.USER),
                PermissionDefinition.of(
                        WRITE_RESOURCE, "Create and change resources, services, hours, busy times and calendar feeds"),
                PermissionDefinition.of(DELETE_RESOURCE, "Delete resources and services"));
    }

    @Override
    public List<String> meteredResources() {
        return List.of("bookings");
    }
}
