package org.stoa.metadata.industry;

import java.util.Set;

/**
 * What depends on an item.
 *
 * @param byData whether data of the tenant does
 * @param byItems what else of the same kinds does, whether it came from the template or not
 */
record Usage(boolean byData, Set<ItemKey> byItems) {

    /** Whether something would be left behind if the item went together with these. */
    boolean preventsRemoval(Set<ItemKey> leaving) {
        return byData || !leaving.containsAll(byItems);
    }
}
