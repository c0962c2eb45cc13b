package org.stoa.billing.parking;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of {@code release}: what was found out and done. */
public record ReleaseNote(@NotBlank @Size(max = 1000) String note) {}
