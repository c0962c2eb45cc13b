package org.stoa.hello;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a client may set of a greeting: the body of POST, and what PATCH applies to. */
public record GreetingFields(@NotBlank @Size(max = 500) String message) {}
