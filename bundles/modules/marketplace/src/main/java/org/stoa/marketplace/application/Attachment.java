package org.stoa.marketplace.application;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * What lies elsewhere and goes with an application.
 *
 * @param url an address that begins with https
 */
public record Attachment(@NotBlank @Size(max = 200) @SingleLine String name, @NotNull @Size(max = 2000) String url) {}
