package org.stoa.api.appointment;

import java.util.UUID;

/**
 * An agreed time stands in the calendar: published by whoever keeps it, as {@code appointment.AppointmentBooked}.
 *
 * @param agreementId that of {@link AppointmentAgreed}
 * @param bookingId what it is there
 */
public record AppointmentBooked(UUID agreementId, UUID bookingId) {}
