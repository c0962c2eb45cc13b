package org.stoa.marketplace.search;

import java.util.List;

/**
 * What a listing must be like to be found; an empty list or null asks for nothing.
 *
 * @param words in the form of {@code websearch_to_tsquery}
 * @param types one of these
 * @param priceTypes one of these
 * @param categories one of these
 * @param tags one of these
 * @param countries one of these
 * @param minUnits lowest price in ten-thousandths of {@code currency}
 * @param maxUnits highest, likewise
 */
public record Criteria(
        String words,
        List<String> types,
        List<String> priceTypes,
        List<String> categories,
        List<String> tags,
        List<String> countries,
        Boolean remote,
        Boolean featured,
        String currency,
        Long minUnits,
        Long maxUnits,
        Circle circle) {

    /** All but what concerns a facet: what it counts. */
    Criteria without(Facet facet) {
        return new Criteria(
                words,
                facet == Facet.TYPE ? List.of() : types,
                facet == Facet.PRICE_TYPE ? List.of() : priceTypes,
                facet == Facet.CATEGORY ? List.of() : categories,
                facet == Facet.TAG ? List.of() : tags,
                facet == Facet.COUNTRY ? List.of() : countries,
                facet == Facet.REMOTE ? null : remote,
                featured,
                currency,
                minUnits,
                maxUnits,
                circle);
    }
}
