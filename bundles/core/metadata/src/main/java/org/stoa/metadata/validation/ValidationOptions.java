package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;

/**
 * How a schema is read.
 *
 * @param formats whether {@code format} is asserted; JSON Schema itself only annotates with it
 * @param remotes schemas by absolute URI that {@code $ref} may name; nothing else outside the schema is ever read
 */
public record ValidationOptions(boolean formats, Map<String, JsonNode> remotes) {

    /** The way of the platform: formats are asserted, and a schema stands alone. */
    public static final ValidationOptions STANDARD = new ValidationOptions(true, Map.of());

    public ValidationOptions {
        remotes = Map.copyOf(Objects.requireNonNull(remotes, "remotes"));
    }
}
