package org.stoa.marketplace.search;

import java.time.Instant;

/**
 * A search that was found in order.
 *
 * @param language in which the words are understood
 * @param otherLanguage in which they are understood as well, or the same
 * @param anchored whether all that matches has at least one of the words: not so for {@code -without} alone
 * @param after where the page before ended, or null
 * @param fetch rows to read, one more than are shown
 */
record Search(
        Criteria criteria,
        String language,
        String otherLanguage,
        boolean anchored,
        Instant now,
        Sort sort,
        Position after,
        int fetch) {

    Search without(Facet facet) {
        return new Search(criteria.without(facet), language, otherLanguage, anchored, now, Sort.NEWEST, null, 0);
    }
}
