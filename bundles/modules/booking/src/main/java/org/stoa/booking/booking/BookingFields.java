package org.stoa.booking.booking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.api.value.SingleLine;
import org.stoa.booking.offer.Provider;
import org.stoa.booking.service.ServiceType;
import org.stoa.booking.slot.SlotMode;

/**
 * What a booking is made of. What is marked as for staff needs {@code tenant.booking.write}.
 *
 * @param serviceId what is booked; may be null for staff, who then give type, resources, end and title
 * @param resourceIds which resources; null for those of the service
 * @param mode which of them; null for all that are named, or the first that is free where none is named
 * @param end for staff; null for the duration of the service
 * @param timezone in which the client thinks of it; null for that of the first resource
 * @param clientUserId for staff, unless it is the caller; null for the caller
 * @param guest for staff: somebody who is no user
 * @param type for what is booked without a service
 * @param title null for the name of the service
 * @param price for staff; null for that of the service
 * @param outsideAvailability for staff: whatever hours, lead time and horizon say; never over another booking
 */
public record BookingFields(
        UUID serviceId,
        @Size(min = 1, max = 20) List<@NotNull UUID> resourceIds,
        SlotMode mode,
        @NotNull Instant start,
        Instant end,
        @Size(max = 100) String timezone,
        UUID clientUserId,
        @Valid Guest guest,
        ServiceType type,
        @Size(min = 1, max = 200) @SingleLine @Pattern(regexp = ".*\\S.*", message = "must not be blank") String title,
        @Size(max = 5000) String description,
        @Size(max = 500) @SingleLine String location,
        @Size(max = 1000) @Pattern(regexp = BookingDetails.MEETING_URL, message = "must be a web address")
                String meetingUrl,
        Money price,
        Boolean outsideAvailability) {
    public BookingFields {
        outsideAvailability = Boolean.TRUE.equals(outsideAvailability);
        resourceIds =
                resourceIds == null ? null : resourceIds.stream().distinct().toList();
    }

    /** Whether only staff may ask for it. */
    public boolean isForStaff() {
        return serviceId == null || end != null || price != null || outsideAvailability;
    }

    /** The same at another time. */
    public BookingFields at(Instant begin, Instant until) {
        return new BookingFields(
                serviceId,
                resourceIds,
                mode,
                begin,
                until,
                timezone,
                clientUserId,
                guest,
                type,
                title,
                description,
                location,
                meetingUrl,
                price,
                outsideAvailability);
    }

    /** The same with the resources that were found, until {@code until}, in the zone of the first where none is given. */
    public BookingFields placed(List<Provider> providers, Instant until) {
        return new BookingFields(
                serviceId,
                providers.stream().map(Provider::id).toList(),
                mode,
                start,
                until,
                Bookings.zone(timezone, providers),
                clientUserId,
                guest,
                type,
                title,
                description,
                location,
                meetingUrl,
                price,
                outsideAvailability);
    }
}
