package org.stoa.marketplace.search;

import java.util.List;
import java.util.Map;
import org.stoa.marketplace.listing.Listing;

/**
 * One page of a search.
 *
 * @param nextCursor asks for what follows, or null at the end
 * @param facets for each that was asked for its most frequent values, counted over all pages, under all conditions but
 *     those on itself
 */
public record SearchPage(List<Found> items, String nextCursor, Map<String, List<FacetCount>> facets) {

    /** @param distanceKm from the place that was asked for; null where none was */
    public record Found(Listing listing, Double distanceKm) {}
}
