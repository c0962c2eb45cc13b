package org.stoa.marketplace.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.value.Money;
import org.stoa.marketplace.listing.ListingType;
import org.stoa.marketplace.listing.PriceType;

/**
 * Reads a search from query parameters:
 *
 * <ul>
 *   <li>{@code q}: words, {@code "phrases"}, {@code or}, {@code -without}
 *   <li>{@code type}, {@code priceType}, {@code category}, {@code tag}, {@code country}: one or several, with commas
 *   <li>{@code remote}, {@code featured}: {@code true} or {@code false}
 *   <li>{@code currency}, with it {@code minPrice} and {@code maxPrice}
 *   <li>{@code near=48.2,16.4} with {@code radius=10km} or {@code 500m}
 *   <li>{@code sort}, {@code facets}, {@code limit}, {@code cursor}
 * </ul>
 */
public final class SearchReader {
    private static final Set<String> CRITERIA = Set.of(
            "q",
            "type",
            "priceType",
            "category",
            "tag",
            "country",
            "remote",
            "featured",
            "currency",
            "minPrice",
            "maxPrice",
            "near",
            "radius");
    private static final Set<String> PAGING = Set.of("sort", "facets", "limit", "cursor");
    private static final int MOST_VALUES = 20;
    private static final int MOST_CHARACTERS = 500;
    private static final double LONGEST_RADIUS = 20_000_000;

    private final QueryParameters query;
    private final List<FieldError> errors = new ArrayList<>();

    private SearchReader(QueryParameters query) {
        this.query = query;
    }

    /** What was asked for, in which order, and what is to be counted. */
    record Reading(Criteria criteria, Sort sort, Position after, List<Facet> facets, PageRequest page) {}

    /** @throws ProblemException 400 {@code invalid-request} that names every parameter that is wrong */
    static Reading read(QueryParameters query) {
        SearchReader reader = new SearchReader(query);
        reader.names(true);
        Criteria criteria = reader.criteria();
        Sort sort = reader.sort(criteria);
        List<Facet> facets = reader.facets();
        reader.refuse();
        return new Reading(
                criteria,
                sort,
                Position.of(query.single("cursor"), sort),
                facets,
                PageRequest.parse(query.single("limit"), null));
    }

    /**
     * Reads the parameters of a search that is to be kept: those without order and pages.
     *
     * @throws ProblemException 400 {@code invalid-request} that names every parameter that is wrong
     */
    public static Criteria criteria(Map<String, String> parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, value == null ? List.of() : List.of(value)));
        SearchReader reader = new SearchReader(new QueryParameters(values));
        reader.names(false);
        Criteria criteria = reader.criteria();
        reader.refuse();
        return criteria;
    }

    private void names(boolean paged) {
        query.values().forEach((name, values) -> {
            if (!CRITERIA.contains(name) && !(paged && PAGING.contains(name))) {
                Stream<String> known = Stream.concat(CRITERIA.stream(), paged ? PAGING.stream() : Stream.of());
                refuse(
                        name,
                        "is no parameter of this search; these are: "
                                + String.join(", ", known.sorted().toList()));
            } else if (values.size() > 1) {
                refuse(name, "must be given once; several values are separated by commas");
            }
        });
    }

    private Criteria criteria() {
        String currency = currency();
        Criteria criteria = new Criteria(
                words(),
                names("type", ListingType.values()),
                names("priceType", PriceType.values()),
                values("category"),
                values("tag"),
                values("country"),
                flag("remote"),
                flag("featured"),
                currency,
                units("minPrice", currency),
                units("maxPrice", currency),
                circle());
        if (criteria.minUnits() != null && criteria.maxUnits() != null && criteria.minUnits() > criteria.maxUnits()) {
            refuse("maxPrice", "must not be below minPrice");
        }
        return criteria;
    }

    private String words() {
        String words = value("q");
        if (words != null && words.length() > MOST_CHARACTERS) {
            refuse("q", "must have at most " + MOST_CHARACTERS + " characters");
        }
        return words;
    }

    private List<String> values(String name) {
        String text = value(name);
        if (text == null) {
            return List.of();
        }
        List<String> values = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        if (values.isEmpty() || values.size() > MOST_VALUES || text.length() > MOST_VALUES * 100) {
            refuse(name, "must be 1 to " + MOST_VALUES + " values, separated by commas");
        }
        return values;
    }

    private List<String> names(String name, Enum<?>[] allowed) {
        List<String> known = Arrays.stream(allowed).map(Enum::name).toList();
        List<String> values = values(name);
        if (!known.containsAll(values)) {
            refuse(name, "must be of " + String.join(", ", known));
        }
        return values;
    }

    private Boolean flag(String name) {
        String text = value(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            refuse(name, "must be true or false");
        }
        return text == null ? null : Boolean.valueOf(text);
    }

    private String currency() {
        String code = value("currency");
        if (code != null && !isCurrency(code)) {
            refuse("currency", "must be an ISO 4217 code such as EUR");
            return null;
        }
        return code;
    }

    private static boolean isCurrency(String code) {
        try {
            return Money.currencyOf(code) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Long units(String name, String currency) {
        String text = value(name);
        if (text == null) {
            return null;
        }
        if (currency == null) {
            refuse(name, "needs a currency");
            return null;
        }
        if (!text.matches("[0-9]{1,13}(\\.[0-9]{1,4})?")) {
            refuse(name, "must be an amount such as 12.30");
            return null;
        }
        return new BigDecimal(text).movePointRight(4).longValueExact();
    }

    private Circle circle() {
        String near = value("near");
        String radius = value("radius");
        if (near == null && radius == null) {
            return null;
        }
        double metres = metres(radius);
        String degrees = "-?[0-9]{1,3}(?:\\.[0-9]{1,15})?";
        if (near == null || !near.matches(degrees + "\\s*,\\s*" + degrees)) {
            refuse("near", "must be latitude and longitude in degrees, such as 48.2,16.4");
            return null;
        }
        double latitude = Double.parseDouble(near.split(",")[0].strip());
        double longitude = Double.parseDouble(near.split(",")[1].strip());
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            refuse("near", "must be latitude and longitude in degrees, such as 48.2,16.4");
            return null;
        }
        return Circle.of(latitude, longitude, metres);
    }

    private double metres(String radius) {
        if (radius != null && radius.matches("[0-9]{1,9}(\\.[0-9]{1,3})?(km|m)")) {
            boolean kilo = radius.endsWith("km");
            double number = Double.parseDouble(radius.substring(0, radius.length() - (kilo ? 2 : 1)));
            double metres = kilo ? number * 1000 : number;
            if (metres > 0 && metres <= LONGEST_RADIUS) {
                return metres;
            }
        }
        refuse("radius", "must be a distance up to 20000km, such as 10km or 500m");
        return 1;
    }

    private Sort sort(Criteria criteria) {
        String text = value("sort");
        Sort sort = text == null ? Sort.NEWEST : Sort.of(text);
        if (sort == null) {
            refuse("sort", "must be one of " + Sort.names());
            return Sort.NEWEST;
        }
        if (sort.isByPrice() && criteria.currency() == null) {
            refuse("sort", "by price needs a currency");
        }
        if (sort == Sort.DISTANCE && criteria.circle() == null) {
            refuse("sort", "by distance needs near and radius");
        }
        if (sort == Sort.RELEVANCE && criteria.words() == null) {
            refuse("sort", "by relevance needs q");
        }
        return sort;
    }

    private List<Facet> facets() {
        List<Facet> facets = new ArrayList<>();
        for (String name : values("facets")) {
            Facet facet = Facet.of(name);
            if (facet == null) {
                refuse("facets", "must be of " + Facet.names());
            } else {
                facets.add(facet);
            }
        }
        return facets;
    }

    /** The text of a parameter; null for none and for nothing but spaces. */
    private String value(String name) {
        List<String> values = query.values().get(name);
        String text = values == null || values.isEmpty() ? "" : values.get(0).strip();
        if (text.indexOf('\0') >= 0) {
            refuse(name, "must not contain the character NUL");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    private void refuse(String name, String message) {
        if (errors.stream().noneMatch(error -> error.field().equals(name))) {
            errors.add(new FieldError(name, message));
        }
    }

    private void refuse() {
        if (!errors.isEmpty()) {
            FieldError first = errors.get(0);
            ProblemException problem =
                    ProblemException.of(CommonProblem.INVALID_REQUEST, first.field() + " " + first.message());
            errors.forEach(error -> problem.withField(error.field(), error.message()));
            throw problem;
        }
    }
}
