package org.stoa.metadata.field;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/** Values to choose from, shared by any number of custom fields. */
public record OptionSet(UUID id, String name, List<Option> options, long version, Instant createdAt, Instant updatedAt)
        implements Versioned {}
