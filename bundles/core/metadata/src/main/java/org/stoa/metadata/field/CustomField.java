package org.stoa.metadata.field;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.metadata.model.FieldType;

/**
 * A field that a tenant has added to the entities of a type.
 *
 * @param state {@code READY} when everything it offers works; {@code FAILED} when values of existing entities are not
 *     unique
 */
public record CustomField(
        UUID id,
        String entityType,
        String name,
        FieldType type,
        CustomFieldDetails details,
        boolean required,
        boolean unique,
        boolean searchable,
        boolean filterable,
        boolean sortable,
        UUID optionSetId,
        int displayOrder,
        State state,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** How far it is. */
    public enum State {
        /** Existing entities are being brought into line; new values are taken already. */
        PREPARING,
        READY,
        FAILED,
        /** Its values are being removed. */
        REMOVING
    }
}
