package org.stoa.metadata.category;

/** What a category is for. */
public enum CategoryType {
    /** Says what an entity is. */
    CLASSIFICATION,
    /** Leads people to entities. */
    NAVIGATION,
    /** Narrows what was found. */
    FILTERING
}
