package org.stoa.hello;

import java.util.UUID;

/** Domain event {@code hello.GreetingPosted}. */
public record GreetingPosted(UUID greetingId, String message, String author) {}
