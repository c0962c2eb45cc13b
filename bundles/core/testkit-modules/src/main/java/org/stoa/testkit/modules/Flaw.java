package org.stoa.testkit.modules;

/** What is wrong with the definition of a module. */
public enum Flaw {
    NONE,
    /** {@code id()} throws. */
    THROWS,
    /** {@code id()} never returns, unless its thread is interrupted. */
    BLOCKS,
    NULL_ID,
    /** It says it is {@code billing}. */
    FOREIGN_ID,
    NULL_NAME,
    NULL_PERMISSIONS,
    /** It declares a permission of {@code billing}. */
    FOREIGN_PERMISSION,
    /** Its description has fifty million characters. */
    HUGE_DESCRIPTION
}
