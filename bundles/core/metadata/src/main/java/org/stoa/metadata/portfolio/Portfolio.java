package org.stoa.metadata.portfolio;

import java.util.List;
import org.stoa.api.rest.Versioned;

/**
 * What an entity shows, in order.
 *
 * @param version grows with every change of an item or of the order
 */
public record Portfolio(List<PortfolioItem> items, long version) implements Versioned {

    /** That of an entity which never had an item. */
    static final Portfolio UNTOUCHED = new Portfolio(List.of(), 1);
}
