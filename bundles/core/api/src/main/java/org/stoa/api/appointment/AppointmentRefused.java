package org.stoa.api.appointment;

import java.util.UUID;

/**
 * An agreed time could not be booked: published by whoever keeps the calendar, as
 * {@code appointment.AppointmentRefused}.
 *
 * @param agreementId that of {@link AppointmentAgreed}
 * @param reason for both, such as that the provider is booked already
 */
public record AppointmentRefused(UUID agreementId, String reason) {}
