package org.stoa.metadata.search;

import java.util.List;
import java.util.UUID;

/**
 * A search that was found in order.
 *
 * @param words of the client, in the form of {@code websearch_to_tsquery}, or null
 * @param language in which they are understood
 * @param after where the page before ended, or null
 * @param fetch rows to read, one more than are shown
 * @param among which of those that have the words are looked at
 */
public record Search(
        String entityType,
        List<String> subtypes,
        List<String> statuses,
        UUID accountId,
        UUID ownerId,
        String words,
        String language,
        List<Filter> filters,
        Place place,
        boolean restricted,
        Sort sort,
        Position after,
        int fetch,
        Among among) {

    /** Where words are looked for. */
    enum Among {
        /** Among all. */
        ALL,
        /** Among the newest, where very many have the words. */
        NEWEST
    }

    /** Whether entities that have no value to sort by are being read. */
    boolean isTail() {
        return after != null && after.tail();
    }

    Search tail(int rows) {
        return new Search(
                entityType,
                subtypes,
                statuses,
                accountId,
                ownerId,
                words,
                language,
                filters,
                place,
                restricted,
                sort,
                Position.beginOfTail(),
                rows,
                among);
    }

    /** The newest are asked for, whatever else there is. */
    boolean isNewestFirst() {
        return words != null && sort.by() == Sort.By.CREATED && sort.descending();
    }

    /** The same, looking for words there. */
    Search among(Among other) {
        return new Search(
                entityType,
                subtypes,
                statuses,
                accountId,
                ownerId,
                words,
                language,
                filters,
                place,
                restricted,
                sort,
                after,
                fetch,
                other);
    }

    /** Id of the last of the page before, or null. */
    public UUID before() {
        return after == null ? null : after.id();
    }

    /** All but the filters on one field: what a facet of it counts. */
    Search withoutFilterOn(String field) {
        return new Search(
                entityType,
                subtypes,
                statuses,
                accountId,
                ownerId,
                words,
                language,
                filters.stream().filter(filter -> !filter.field().equals(field)).toList(),
                place,
                restricted,
                sort,
                null,
                0,
                Among.ALL);
    }
}
