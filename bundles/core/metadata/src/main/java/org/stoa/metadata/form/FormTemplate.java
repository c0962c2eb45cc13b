package org.stoa.metadata.form;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * A form that somebody has designed.
 *
 * @param global whether it is the platform's, for tenants that have none of their own
 * @param ownFields names in {@code formSchema} that were no fields of the schema when it was written; their values are
 *     only checked, and sent with events
 */
public record FormTemplate(
        UUID id,
        boolean global,
        FormDefinition definition,
        List<String> ownFields,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
