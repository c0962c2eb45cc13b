package org.stoa.api.appointment;

import java.time.Instant;
import java.util.UUID;

/**
 * Two users agreed on a time: published by whoever brought them together, as {@code appointment.AppointmentAgreed}.
 * Whoever keeps the calendar of the tenant books it once for each {@code agreementId}, and answers with
 * {@link AppointmentBooked} or {@link AppointmentRefused}. When nobody keeps calendars for the tenant, nothing follows.
 *
 * @param agreementId the same at every delivery
 * @param title for both
 * @param providerUserId whose time it is
 * @param clientUserId who has it
 * @param end after {@code start}
 * @param timezone in which both think of it, an IANA name
 * @param location may be null
 */
public record AppointmentAgreed(
        UUID agreementId,
        String title,
        UUID providerUserId,
        UUID clientUserId,
        Instant start,
        Instant end,
        String timezone,
        String location) {}
