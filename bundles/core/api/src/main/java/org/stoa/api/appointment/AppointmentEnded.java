package org.stoa.api.appointment;

import java.util.UUID;

/**
 * The booking of an agreed time came to an end: published by whoever keeps the calendar, as
 * {@code appointment.AppointmentEnded}.
 *
 * @param agreementId that of {@link AppointmentAgreed}
 * @param outcome how it ended
 */
public record AppointmentEnded(UUID agreementId, Outcome outcome) {

    /** How the booking of an agreed time ended. */
    public enum Outcome {
        COMPLETED,
        CANCELLED,
        NO_SHOW
    }
}
