package org.stoa.booking.booking;

import jakarta.validation.constraints.Size;

/**
 * How a booking is cancelled.
 *
 * @param reason for the client and the resources; may be null
 * @param scope null for {@link Scope#ONE}
 * @param withFee for those who provide it: whether the fee of the service is owed. Null for no. Nothing is owed for what
 *     was not confirmed, nor, unless staff says so, before the cancellation costs a client something. For clients the terms
 *     of the booking say it
 */
public record CancelFields(@Size(max = 500) String reason, Scope scope, Boolean withFee) {}
