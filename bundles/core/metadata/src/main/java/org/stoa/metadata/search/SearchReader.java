package org.stoa.metadata.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.metadata.category.Category;
import org.stoa.metadata.category.CategoryTree;
import org.stoa.metadata.entity.EntityScope;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.FieldModel;
import org.stoa.metadata.model.FieldType;
import org.stoa.metadata.model.ValueText;

/**
 * Reads a search from query parameters:
 *
 * <ul>
 *   <li>{@code q}: words, {@code "phrases"}, {@code or}, {@code -without}
 *   <li>{@code subtype}, {@code status}, {@code category}, {@code tag}: one or several, with commas
 *   <li>{@code account}, {@code owner}: ids
 *   <li>{@code <field>=a,b}, {@code <field>.not=a}, {@code <field>.gt=1}, {@code .gte}, {@code .lt}, {@code .lte},
 *       {@code <field>.exists=true}
 *   <li>{@code near=48.2,16.4} with {@code radius=10km} or {@code 500m}
 *   <li>{@code sort=field} or {@code -field}; {@code createdAt}, {@code updatedAt}, {@code name}, with {@code q} also
 *       {@code relevance}
 *   <li>{@code facets=field,field}
 * </ul>
 *
 * A value with a comma is written with {@code \,}.
 */
final class SearchReader {

    private static final int MOST_FILTERS = 20;
    private static final int MOST_VALUES = 50;
    private static final int MOST_FACETS = 10;
    private static final double LONGEST_RADIUS = 20_000_000;
    private static final Map<String, Sort.By> BUILT_IN =
            Map.of("createdAt", Sort.By.CREATED, "updatedAt", Sort.By.UPDATED, "name", Sort.By.NAME);

    private final Map<String, FieldModel> fields = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final QueryParameters query;
    private final CategoryTree categories;

    /** A search, and what is to be counted. */
    record Reading(Search search, List<String> facets, int limit) {}

    /**
     * @param restricted whether the caller may see what is restricted, and therefore ask for it; others may not ask for a
     *     field that any of the subtypes searched restricts, as its entities would be found by it
     */
    SearchReader(List<EntityModel> models, CategoryTree categories, QueryParameters query, boolean restricted) {
        this.query = query;
        this.categories = categories;
        List<String> subtypes = subtypes();
        for (EntityModel model : models) {
            model.fields().forEach((name, field) -> {
                boolean hidden = models.stream()
                        .filter(other -> subtypes.isEmpty()
                                || subtypes.contains(other.definition().entitySubtype()))
                        .anyMatch(other -> other.isRestricted(name));
                if (restricted || !hidden) {
                    fields.putIfAbsent(name, field);
                }
            });
        }
        fields.put("category", label(Filter.CATEGORY));
        fields.put("tag", label(Filter.TAG));
    }

    /** @throws ProblemException 400 {@code invalid-request} that names every parameter that is wrong */
    Reading read(EntityScope scope, String entityType, String language, boolean restricted) {
        List<String> facets = List.of();
        List<String> statuses = List.of();
        for (Map.Entry<String, List<String>> each : query.values().entrySet()) {
            String name = each.getKey();
            String value = each.getValue().get(each.getValue().size() - 1);
            if (each.getValue().size() > 1) {
                errors.add(new FieldError(name, "must be given once; several values are separated by commas"));
            }
            switch (name) {
                case "q", "limit", "cursor", "sort", "near", "radius", "account", "owner", "subtype" -> {
                    // read below
                }
                case "status" -> statuses = split(value);
                case "facets" -> facets = facets(split(value));
                default -> filter(name, value);
            }
        }
        String words = words();
        Sort sort = sort(words != null);
        Place place = place();
        UUID account = within("account", scope.accountId());
        UUID owner = within("owner", scope.ownerId());
        if (filters.size() > MOST_FILTERS) {
            errors.add(new FieldError("", "at most " + MOST_FILTERS + " filters"));
        }
        refuse();
        PageRequest page = PageRequest.parse(query.single("limit"), null);
        Search search = new Search(
                entityType,
                subtypes(),
                statuses,
                account,
                owner,
                words,
                language,
                List.copyOf(filters.values()),
                place,
                restricted,
                sort,
                Position.of(query.single("cursor"), sort),
                page.fetch());
        return new Reading(search, facets, page.limit());
    }

    FieldType typeOf(String field) {
        return fields.get(field).type();
    }

    /** Name under which the values of a field are kept. */
    String keyOf(String field) {
        return fields.get(field).name();
    }

    private static FieldModel label(String name) {
        return new FieldModel(
                name, FieldModel.Source.COMPUTED_FIELDS, List.of(), FieldType.SELECT, true, false, true, false, false);
    }

    private List<String> subtypes() {
        String subtype = last("subtype");
        return subtype == null ? List.of() : split(subtype);
    }

    private String words() {
        String words = query.values().containsKey("q") ? last("q").strip() : null;
        if (words != null && words.length() > 500) {
            errors.add(new FieldError("q", "must have at most 500 characters"));
        }
        return words == null || words.isEmpty() ? null : words;
    }

    private Sort sort(boolean withWords) {
        String text = last("sort");
        if (text == null) {
            return Sort.NEWEST;
        }
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        if (BUILT_IN.containsKey(name)) {
            return new Sort(name, BUILT_IN.get(name), null, descending);
        }
        if (name.equals("relevance")) {
            if (!withWords) {
                errors.add(new FieldError("sort", "relevance needs q"));
            }
            return new Sort(name, Sort.By.RELEVANCE, null, true);
        }
        FieldModel field = fields.get(name);
        if (field == null || !field.sortable()) {
            errors.add(new FieldError("sort", name + " is not sortable; these are: " + names(FieldModel::sortable)));
            return Sort.NEWEST;
        }
        return new Sort(name, Sort.By.FIELD, name, descending);
    }

    private List<String> facets(List<String> names) {
        for (String name : names) {
            FieldModel field = fields.get(name);
            if (field == null || !field.filterable()) {
                errors.add(new FieldError(
                        "facets", name + " is not filterable; these are: " + names(FieldModel::filterable)));
            }
        }
        if (names.size() > MOST_FACETS) {
            errors.add(new FieldError("facets", "at most " + MOST_FACETS));
        }
        return names;
    }

    private void filter(String parameter, String value) {
        FieldModel field = fields.get(parameter);
        String operator = "";
        if (field == null) {
            int dot = parameter.lastIndexOf('.');
            field = dot < 0 ? null : fields.get(parameter.substring(0, dot));
            operator = dot < 0 ? "" : parameter.substring(dot + 1);
        }
        if (field == null || !field.filterable()) {
            errors.add(new FieldError(
                    parameter,
                    "is neither a parameter of this search nor a filterable field; these are: "
                            + names(FieldModel::filterable)));
            return;
        }
        if (field.name().startsWith("#") && operator.matches("[gl]te?")) {
            errors.add(new FieldError(parameter, "categories and tags have no order"));
            return;
        }
        switch (operator) {
            case "" -> put(parameter, Filter.in(field.name(), values(parameter, field, value)));
            case "not" ->
                put(
                        parameter,
                        new Filter(
                                field.name(),
                                Filter.Kind.NOT_IN,
                                values(parameter, field, value),
                                null,
                                false,
                                null,
                                false));
            case "gt", "gte" -> range(field, text(parameter, field, value), operator.equals("gte"), true);
            case "lt", "lte" -> range(field, text(parameter, field, value), operator.equals("lte"), false);
            case "exists" -> exists(parameter, field, value);
            default -> errors.add(new FieldError(parameter, "must end with .not, .gt, .gte, .lt, .lte or .exists"));
        }
    }

    private void put(String key, Filter filter) {
        filters.put(key, filter);
    }

    private void exists(String parameter, FieldModel field, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            errors.add(new FieldError(parameter, "must be true or false"));
            return;
        }
        Filter.Kind kind = value.equals("true") ? Filter.Kind.EXISTS : Filter.Kind.MISSING;
        put(parameter, new Filter(field.name(), kind, List.of(), null, false, null, false));
    }

    /** Both ends of a range are one condition, which the same value has to meet. */
    private void range(FieldModel field, String limit, boolean included, boolean low) {
        String key = field.name() + " range";
        Filter before = filters.get(key);
        Filter old = before == null
                ? new Filter(field.name(), Filter.Kind.RANGE, List.of(), null, false, null, false)
                : before;
        put(
                key,
                low
                        ? new Filter(
                                field.name(), old.kind(), List.of(), limit, included, old.high(), old.highIncluded())
                        : new Filter(
                                field.name(), old.kind(), List.of(), old.low(), old.lowIncluded(), limit, included));
    }

    private List<String> values(String parameter, FieldModel field, String value) {
        List<String> values = split(value).stream()
                .flatMap(each -> switch (field.name()) {
                    case Filter.CATEGORY -> categoryIds(parameter, each);
                    case Filter.TAG -> Stream.of(tag(parameter, each));
                    default -> Stream.of(text(parameter, field, each));
                })
                .toList();
        if (split(value).size() > MOST_VALUES) {
            errors.add(new FieldError(parameter, "at most " + MOST_VALUES + " values"));
        }
        return values;
    }

    /** Whatever lies in a category lies in those above it. */
    private Stream<String> categoryIds(String parameter, String slug) {
        Optional<Category> category = categories.findBySlug(slug);
        if (category.isEmpty()) {
            errors.add(new FieldError(parameter, "must be the slug of a category; there is none " + slug));
            return Stream.empty();
        }
        return categories.idsOfSubtree(category.get().id()).stream().map(UUID::toString);
    }

    private String tag(String parameter, String tag) {
        if (!tag.matches("[^:]+:[^:]+")) {
            errors.add(new FieldError(parameter, "must be the name of a tag set and a tag, such as season:summer"));
        }
        return tag;
    }

    private String text(String parameter, FieldModel field, String value) {
        String text = ValueText.of(field.type(), value);
        if (text == null) {
            errors.add(new FieldError(parameter, "must be " + words(field.type())));
            return "";
        }
        return text;
    }

    private static String words(FieldType type) {
        return switch (type) {
            case NUMBER -> "a number, such as 1.5";
            case BOOLEAN -> "true or false";
            case DATE -> "a date, such as 2026-03-01";
            case TIMESTAMP -> "a time with offset, such as 2026-03-01T09:00:00Z";
            case MONEY -> "a currency and an amount, such as EUR 12.30";
            default -> "a text";
        };
    }

    private Place place() {
        String near = last("near");
        String radius = last("radius");
        if (near == null && radius == null) {
            return null;
        }
        Double metres = Place.metres(radius);
        if (metres == null || metres <= 0 || metres > LONGEST_RADIUS) {
            errors.add(new FieldError("radius", "must be a distance up to 20000km, such as 10km or 500m"));
            return null;
        }
        try {
            String[] parts = near == null ? new String[0] : near.split(",");
            double latitude = Double.parseDouble(parts[0].strip());
            double longitude = Double.parseDouble(parts[1].strip());
            if (parts.length == 2 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
                return Place.of(latitude, longitude, metres);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // answered below
        }
        errors.add(new FieldError("near", "must be latitude and longitude in degrees, such as 48.2,16.4"));
        return null;
    }

    /** An id that a client may choose where the scope leaves it open. */
    private UUID within(String name, UUID given) {
        if (given == null) {
            return id(name);
        }
        if (last(name) != null) {
            errors.add(new FieldError(name, "is given by the path"));
        }
        return given;
    }

    private UUID id(String name) {
        String text = last(name);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(name, "must be an id"));
            return null;
        }
    }

    private String last(String name) {
        List<String> values = query.values().get(name);
        return values == null ? null : values.get(values.size() - 1);
    }

    private String names(Predicate<FieldModel> wanted) {
        return fields.entrySet().stream()
                .filter(each -> wanted.test(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split("(?<!\\\\),"))
                .map(part -> part.replace("\\,", ",").strip())
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    private void refuse() {
        if (errors.isEmpty()) {
            return;
        }
        Map<String, String> first = new HashMap<>();
        errors.forEach(error -> first.putIfAbsent(error.field(), error.message()));
        ProblemException problem = ProblemException.of(
                CommonProblem.INVALID_REQUEST,
                errors.get(0).field() + " " + errors.get(0).message());
        first.forEach(problem::withField);
        throw problem;
    }
}
