package org.stoa.metadata.search;

import java.util.List;
import java.util.Map;
import org.stoa.metadata.entity.Entity;

/**
 * One page of a search.
 *
 * @param nextCursor asks for what follows, or null at the end
 * @param facets for each field that was asked for its most frequent values, counted over all pages, under all filters
 *     but those on the field itself
 */
public record EntityPage(List<Entity> items, String nextCursor, Map<String, List<FacetCount>> facets) {}
