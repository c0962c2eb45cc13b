package org.stoa.metadata.category;

/**
 * What would be left behind if a category were deleted.
 *
 * @param children categories directly below it
 * @param entities that are assigned to it
 */
record CategoryUse(long children, long entities) {

    boolean none() {
        return children == 0 && entities == 0;
    }
}
