package org.stoa.testkit.modules;

/** What code of a module does at a moment when it should do nothing special. */
public enum Fault {
    NONE,
    /** Throws an {@link IllegalStateException}. */
    THROWS,
    /** Throws an {@link Error}. */
    THROWS_ERROR,
    /** Never returns, unless its thread is interrupted. */
    BLOCKS,
    /** Never returns, whatever happens to its thread. */
    BLOCKS_STUBBORNLY
}
