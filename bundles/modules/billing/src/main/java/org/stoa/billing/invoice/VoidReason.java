package org.stoa.billing.invoice;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of {@code void}. */
public record VoidReason(@NotBlank @Size(max = 500) String reason) {}
