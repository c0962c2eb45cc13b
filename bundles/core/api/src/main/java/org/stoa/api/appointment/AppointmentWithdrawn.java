package org.stoa.api.appointment;

import java.util.UUID;

/**
 * Those who agreed on a time do so no longer: published by whoever brought them together, as
 * {@code appointment.AppointmentWithdrawn}. Its booking is cancelled, free of charge.
 *
 * @param agreementId that of {@link AppointmentAgreed}
 * @param reason for both
 */
public record AppointmentWithdrawn(UUID agreementId, String reason) {}
