package org.stoa.marketplace.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.marketplace.listing.ListingRow;
import org.stoa.marketplace.search.SearchMapper.Hit;
import org.stoa.marketplace.search.SearchPage.Found;

/** Finds active listings. */
@Component(service = ListingSearch.class)
public final class ListingSearch {
    private static final int MOST_FACET_VALUES = 50;

    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public ListingSearch(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * @param query as {@link SearchReader} reads it
     * @throws ProblemException 400 {@code invalid-request} that names every parameter that is wrong
     */
    public SearchPage search(CallContext context, QueryParameters query) {
        SearchReader.Reading reading = SearchReader.read(query);
        Search search = search(context, reading);
        return database.read(context, SearchMapper.class, mapper -> {
            List<Hit> hits = mapper.find(search);
            boolean more = hits.size() > reading.page().limit();
            List<Hit> shown = more ? hits.subList(0, reading.page().limit()) : hits;
            Hit last = more ? shown.get(shown.size() - 1) : null;
            return new SearchPage(
                    listings(context, mapper, shown),
                    more ? Position.cursor(search.sort(), last.sortValue(), last.id()) : null,
                    facets(mapper, search, reading.facets()));
        });
    }

    private Search search(CallContext context, SearchReader.Reading reading) {
        String words = reading.criteria().words();
        String language = null;
        String other = null;
        boolean anchored = false;
        if (words != null) {
            language = tenants.get(context, context.requireTenant().toString()).language();
            boolean excludes = words.contains("-");
            // What is excluded in one language would be let through by the other.
            other = excludes ? language : context.locale().getLanguage();
            anchored = !excludes || isAnchored(context, language, words);
        }
        return new Search(
                reading.criteria(),
                language,
                other,
                anchored,
                clock.now(context),
                reading.sort(),
                reading.after(),
                reading.page().fetch());
    }

    private boolean isAnchored(CallContext context, String language, String words) {
        return database.read(context, SearchMapper.class, mapper -> mapper.isAnchored(language, words));
    }

    private static List<Found> listings(CallContext context, SearchMapper mapper, List<Hit> hits) {
        if (hits.isEmpty()) {
            return List.of();
        }
        List<String> ids = hits.stream().map(hit -> hit.id().toString()).toList();
        Map<UUID, ListingRow> rows =
                mapper.byId(ids).stream().collect(Collectors.toMap(ListingRow::id, Function.identity()));
        List<Found> found = new ArrayList<>();
        for (Hit hit : hits) {
            ListingRow row = rows.get(hit.id());
            if (row != null) {
                Double distance = hit.distance();
                found.add(new Found(
                        row.listing(context.locale()), distance == null ? null : Math.round(distance) / 1000.0));
            }
        }
        return found;
    }

    private static Map<String, List<FacetCount>> facets(SearchMapper mapper, Search search, List<Facet> facets) {
        Map<String, List<FacetCount>> counts = new LinkedHashMap<>();
        for (Facet facet : facets) {
            counts.put(facet.parameter(), mapper.count(search.without(facet), facet, MOST_FACET_VALUES));
        }
        return counts;
    }
}
