package org.stoa.metadata.schema;

/** Who sees the entities of a schema. */
public enum Visibility {
    /** Whoever may see entities of this type in the tenant. */
    TENANT,
    /** Those who may see what is restricted, for instance profiles of children. */
    RESTRICTED
}
