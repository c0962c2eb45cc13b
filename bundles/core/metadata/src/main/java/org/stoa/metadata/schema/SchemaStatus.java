package org.stoa.metadata.schema;

/** Where a version of a schema stands. */
public enum SchemaStatus {
    /** Can be changed and checked; nothing follows it yet. */
    DRAFT,
    /** Entities are written under it. One version at most. */
    ACTIVE,
    /** Entities written under it stay as they are until they are written again. */
    RETIRED
}
