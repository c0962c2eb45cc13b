package org.stoa.booking.booking;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * Somebody who is no user of the tenant.
 *
 * @param email null when it is not known: nothing is sent then
 */
public record Guest(@NotBlank @Size(max = 200) @SingleLine String name, @Email @Size(max = 254) String email) {}
