package org.stoa.metadata.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.category.Categories;
import org.stoa.metadata.category.Category;
import org.stoa.metadata.category.CategoryTree;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.entity.EntityScope;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.ValueText;
import org.stoa.metadata.search.SearchMapper.FoundRow;
import org.stoa.metadata.search.SearchReader.Reading;

/** Finds entities by words, fields, categories, tags and places, each by an index. */
@Component(service = EntitySearch.class)
public final class EntitySearch {

    private static final int MOST_FACET_VALUES = 50;

    private final Database database;
    private final EntityModels models;
    private final Entities entities;
    private final Categories categories;

    @Activate
    public EntitySearch(
            @Reference Database database,
            @Reference EntityModels models,
            @Reference Entities entities,
            @Reference Categories categories) {
        this.database = database;
        this.models = models;
        this.entities = entities;
        this.categories = categories;
    }

    /**
     * Searches entities of one type.
     *
     * @param query as {@link SearchReader} reads it
     * @throws ProblemException 400 {@code invalid-request} that names every parameter that is wrong
     */
    public EntityPage search(CallContext context, String entityType, QueryParameters query) {
        return search(context, EntityScope.TENANT, entityType, query);
    }

    /** The same in a scope. */
    public EntityPage search(CallContext context, EntityScope scope, String entityType, QueryParameters query) {
        boolean all = scope.showsRestricted(context);
        CategoryTree tree = query.values().keySet().stream().anyMatch(EntitySearch::isOfCategories)
                ? categories.tree(context)
                : CategoryTree.EMPTY;
        SearchReader reader = new SearchReader(models.ofType(context, entityType), tree, query, all);
        Reading reading = reader.read(scope, entityType, entities.language(context), all);
        List<FoundRow> rows = rows(context, reading.search());
        List<FoundRow> shown = rows.subList(0, Math.min(rows.size(), reading.limit()));
        List<Entity> items = shown.stream()
                .map(row -> row.row().toEntity())
                .map(entity -> all ? entity : entities.withoutRestricted(context, entity))
                .toList();
        return new EntityPage(items, next(reading, rows, shown), facets(context, reader, reading, tree));
    }

    private List<FoundRow> rows(CallContext context, Search search) {
        List<FoundRow> rows =
                new ArrayList<>(search.isOfNewestWithWords() ? newest(context, search) : find(context, search));
        boolean hasTail = search.sort().by() == Sort.By.FIELD && !search.isTail();
        if (hasTail && rows.size() < search.fetch()) {
            rows.addAll(find(context, search.tail(search.fetch() - rows.size())));
        }
        return rows;
    }

    /** A page that the newest documents do not fill is looked for among all, unless there are few that have the words. */
    private List<FoundRow> newest(CallContext context, Search search) {
        List<FoundRow> rows = database.read(
                context, SearchMapper.class, mapper -> mapper.findAmongNewest(context.requireTenant(), search));
        boolean known =
                rows.size() == search.fetch() || (!rows.isEmpty() && rows.get(0).complete());
        return known ? rows : find(context, search);
    }

    private List<FoundRow> find(CallContext context, Search search) {
        return database.read(context, SearchMapper.class, mapper -> mapper.find(context.requireTenant(), search));
    }

    private static String next(Reading reading, List<FoundRow> rows, List<FoundRow> shown) {
        if (rows.size() <= reading.limit()) {
            return null;
        }
        FoundRow last = shown.get(shown.size() - 1);
        Sort sort = reading.search().sort();
        boolean tail = sort.by() == Sort.By.FIELD && last.sortValue() == null;
        return new Position(tail, last.sortValue(), last.id()).cursor(sort);
    }

    private Map<String, List<FacetCount>> facets(
            CallContext context, SearchReader reader, Reading reading, CategoryTree tree) {
        Map<String, List<FacetCount>> facets = new LinkedHashMap<>();
        for (String facet : reading.facets()) {
            String field = reader.keyOf(facet);
            List<FacetCount> counts = database
                    .read(
                            context,
                            SearchMapper.class,
                            mapper -> mapper.count(
                                    context.requireTenant(),
                                    reading.search().withoutFilterOn(field),
                                    field,
                                    MOST_FACET_VALUES))
                    .stream()
                    .map(row -> new FacetCount(shown(facet, reader, tree, row.value()), row.count()))
                    .toList();
            facets.put(facet, counts);
        }
        return facets;
    }

    private static String shown(String facet, SearchReader reader, CategoryTree tree, String value) {
        return reader.keyOf(facet).equals(Filter.CATEGORY)
                ? tree.find(UUID.fromString(value)).map(Category::slug).orElse(value)
                : ValueText.shown(reader.typeOf(facet), value);
    }

    private static boolean isOfCategories(String parameter) {
        return parameter.equals("facets") || parameter.equals("category") || parameter.startsWith("category.");
    }
}
