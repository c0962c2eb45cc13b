package org.stoa.marketplace.listing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * When something takes place.
 *
 * @param end after {@code start}
 * @param timezone IANA name, in which people think of it; null for the tenant's
 */
public record Schedule(
        Instant start, Instant end, @Size(max = 64) String timezone, @Min(1) @Max(5_256_000) Integer durationMinutes) {}
