package org.stoa.marketplace.matching;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.profile.Profile;
import org.stoa.api.profile.Profiles;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.Listings;
import org.stoa.marketplace.listing.Requirement;
import org.stoa.marketplace.listing.Requirement.Operator;

/** Says which profiles fit a listing, and why. Profiles are seen with the eyes of the caller. */
@Component(service = Matching.class)
public final class Matching {
    // The search takes some more, and is not to be asked for everything.
    private static final int MOST_FILTERS = 15;

    private final Listings listings;
    private final Profiles profiles;

    @Activate
    public Matching(@Reference Listings listings, @Reference Profiles profiles) {
        this.listings = listings;
        this.profiles = profiles;
    }

    /**
     * Profiles for a listing that the caller manages. What is mandatory and can be filtered by is left to the search of
     * profiles, so that each page holds candidates; within a page the best come first.
     */
    public Page<ProfileMatch> profiles(CallContext context, UUID listingId, int limit, String cursor) {
        Listing listing = listings.managed(context, listingId);
        List<Requirement> requirements = requirements(listing);
        Page<Profile> page = find(context, listing, limit, cursor);
        List<ProfileMatch> matches = page.items().stream()
                .map(profile -> ProfileMatch.of(requirements, profile))
                .filter(ProfileMatch::fits)
                .sorted(Comparator.comparingInt(ProfileMatch::score).reversed())
                .toList();
        return new Page<>(matches, page.nextCursor());
    }

    /** How well one profile that the caller may see fits a listing. */
    public ProfileMatch fit(CallContext context, UUID listingId, UUID profileId) {
        List<Requirement> requirements = requirements(listings.get(context, listingId));
        Profile profile = profiles.get(context, profileId).orElseThrow(() -> ProblemException.notFound("profile"));
        return ProfileMatch.of(requirements, profile);
    }

    private static List<Requirement> requirements(Listing listing) {
        if (listing.requirements().isEmpty()) {
            throw ProblemException.of(MarketplaceProblem.REQUIREMENTS_MISSING);
        }
        return listing.requirements();
    }

    private Page<Profile> find(CallContext context, Listing listing, int limit, String cursor) {
        Map<String, String> subtype =
                listing.profileSubtype() == null ? Map.of() : Map.of("subtype", listing.profileSubtype());
        try {
            return profiles.find(context, filters(context, listing, subtype), limit, cursor);
        } catch (ProblemException e) {
            if (e.code() != CommonProblem.INVALID_REQUEST) {
                throw e;
            }
            // A value need not be of the type that the field has: then all of the subtype are compared here.
            return profiles.find(context, subtype, limit, cursor);
        }
    }

    private Map<String, String> filters(CallContext context, Listing listing, Map<String, String> subtype) {
        Map<String, String> filters = new LinkedHashMap<>(subtype);
        List<String> subtypes = List.copyOf(subtype.values());
        Set<String> filterable = profiles.filterableFields(context, subtypes);
        listing.requirements().stream()
                .filter(Requirement::mustBeMet)
                .filter(requirement -> filterable.contains(requirement.field()))
                .takeWhile(requirement -> filters.size() < MOST_FILTERS)
                .forEach(requirement -> filter(requirement, filters));
        return filters;
    }

    private static void filter(Requirement requirement, Map<String, String> filters) {
        String field = requirement.field();
        switch (requirement.operator()) {
            case AT_LEAST, AT_MOST -> {
                // With both ends the search asks for one value between them; here each may be met by another.
                if (requirement.value() instanceof Number
                        && !filters.containsKey(field + ".gte")
                        && !filters.containsKey(field + ".lte")) {
                    String end = requirement.operator() == Operator.AT_LEAST ? ".gte" : ".lte";
                    filters.put(field + end, text(requirement.value()));
                }
            }
            case EXISTS -> filters.putIfAbsent(field + ".exists", "true");
            case EQUALS, ONE_OF, ALL_OF, NOT_EQUALS -> {
                // Texts are compared here without regard to case, and there with it: numbers and booleans alone are
                // compared alike.
                if (isExact(requirement.value())) {
                    exact(requirement, filters);
                }
            }
        }
    }

    private static void exact(Requirement requirement, Map<String, String> filters) {
        String field = requirement.field();
        switch (requirement.operator()) {
            case EQUALS -> filters.putIfAbsent(field, text(requirement.value()));
            case NOT_EQUALS -> filters.putIfAbsent(field + ".not", text(requirement.value()));
            case ONE_OF ->
                filters.putIfAbsent(
                        field,
                        ((List<?>) requirement.value())
                                .stream().map(Matching::text).collect(Collectors.joining(",")));
            default -> {
                // no search asks for all of a list
            }
        }
    }

    private static boolean isExact(Object value) {
        return value instanceof List<?> list
                ? list.stream().allMatch(Matching::isExact)
                : value instanceof Number || value instanceof Boolean;
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }
}
