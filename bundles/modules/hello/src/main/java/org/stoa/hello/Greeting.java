package org.stoa.hello;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * A greeting, as it is stored and as clients see it.
 *
 * @param author name of who posted it
 */
public record Greeting(UUID id, String message, String author, long version, Instant createdAt, Instant updatedAt)
        implements Versioned {

    GreetingFields fields() {
        return new GreetingFields(message);
    }

    Greeting with(GreetingFields fields, Instant now) {
        return new Greeting(id, fields.message(), author, version + 1, createdAt, now);
    }
}
