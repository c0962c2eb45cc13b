package org.stoa.booking.booking;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * What can be changed of a booking without moving it.
 *
 * @param meetingUrl http or https
 */
public record BookingDetails(
        @NotBlank @Size(max = 200) @SingleLine String title,
        @Size(max = 5000) String description,
        @Size(max = 500) @SingleLine String location,
        @Size(max = 1000) @Pattern(regexp = MEETING_URL, message = "must be a web address") String meetingUrl) {
    static final String MEETING_URL = "https?://[^\\s<>\"]+";
}
