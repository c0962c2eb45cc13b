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
        int fetch) {

    /** Whether entities that have no value to sort by are being read. */
    boolean isTail() {
        return after != null && after.tail();
    }

    /** Whether the newest that have some words are asked for, whatever else there is. */
    boolean isOfNewestWithWords() {
        return words != null && sort.by() == Sort.By.CREATED && sort.descending();
    }

    /** Id of the last of the page before, or null. */
    public UUID before() {
        return after == null ? null : after.id();
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
                rows);
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
                0);
    }
}
