package org.stoa.metadata.tag;

/** Who may add tags to a set. */
public enum Vocabulary {
    /** Whoever tags an entity: a tag that is new is added. */
    OPEN,
    /** Those who may change tag sets. */
    CLOSED
}
