package org.stoa.marketplace.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What somebody says of the other side.
 *
 * @param rating 1 to 5, 5 being the best
 */
public record ReviewFields(@NotNull @Min(1) @Max(5) Integer rating, @Size(max = 5000) String text) {}
