package org.stoa.marketplace.application;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What one side writes to the other. */
public record MessageFields(@NotBlank @Size(max = 5000) String text) {}
