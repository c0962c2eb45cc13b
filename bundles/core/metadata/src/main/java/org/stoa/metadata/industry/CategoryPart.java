package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.category.Categories;
import org.stoa.metadata.category.Category;
import org.stoa.metadata.category.CategoryDeletion;
import org.stoa.metadata.category.CategoryDocument;
import org.stoa.metadata.category.CategoryFields;
import org.stoa.metadata.category.CategoryTree;

/** Categories, by slug. Those above are named by slug as well, in {@code parent}. */
@Component(service = CategoryPart.class)
public final class CategoryPart implements TemplatePart {

    private static final String MEMBER = "categoryTree";
    private static final String CHILDREN = "children";

    private final Database database;
    private final Categories categories;
    private final CategoryDeletion deletion;

    @Activate
    public CategoryPart(
            @Reference Database database, @Reference Categories categories, @Reference CategoryDeletion deletion) {
        this.database = database;
        this.categories = categories;
        this.deletion = deletion;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.CATEGORY;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template, Faults faults) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        addAll(template.path(MEMBER), MEMBER, null, items, faults);
        return items;
    }

    private void addAll(JsonNode list, String listPlace, String parent, Map<String, JsonNode> items, Faults faults) {
        Elements.visit(list, listPlace, Elements.by("slug"), faults, (category, place) -> {
            ObjectNode own = category.deepCopy();
            own.remove(CHILDREN);
            Optional<CategoryFields> read =
                    faults.reading(place, () -> categories.checked(ItemReader.read(own, CategoryFields.class)));
            read.ifPresent(fields -> {
                if (items.put(fields.slug(), CategoryDocument.of(fields, parent)) != null) {
                    faults.add(place, "is there twice");
                }
            });
            String slug = read.map(CategoryFields::slug).orElse(null);
            addAll(category.path(CHILDREN), place + "/" + CHILDREN, slug, items, faults);
        });
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        CategoryTree tree = categories.tree(context);
        Map<String, JsonNode> found = new LinkedHashMap<>();
        own(tree, keys).forEach((slug, category) -> found.put(slug, CategoryDocument.of(tree, category)));
        return found;
    }

    @Override
    public Map<String, Usage> usage(CallContext context, Collection<String> keys) {
        CategoryTree tree = categories.tree(context);
        Map<String, Category> own = own(tree, keys);
        List<UUID> ids = own.values().stream().map(Category::id).toList();
        List<UUID> withEntities =
                database.read(context, UsageMapper.class, mapper -> mapper.categories(context.requireTenant(), ids));
        Map<String, Usage> usage = new HashMap<>();
        own.forEach((slug, category) -> {
            Set<ItemKey> below = tree.children(category.id()).stream()
                    .map(child -> new ItemKey(kind().label(), child.slug()))
                    .collect(Collectors.toSet());
            usage.put(slug, new Usage(withEntities.contains(category.id()), below));
        });
        return usage;
    }

    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        CategoryTree tree = categories.tree(context);
        Category present = own(tree, Set.of(key)).get(key);
        Expected.require(expected, present == null ? null : CategoryDocument.of(tree, present));
        CategoryFields fields = CategoryDocument.fields(tree, document);
        if (present == null) {
            categories.create(context, fields);
        } else {
            categories.update(context, present.id(), present.version(), before -> fields);
        }
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        CategoryTree tree = categories.tree(context);
        Category present = own(tree, Set.of(key)).get(key);
        Expected.require(expected, present == null ? null : CategoryDocument.of(tree, present));
        deletion.delete(context, present.id(), false);
    }

    private static Map<String, Category> own(CategoryTree tree, Collection<String> slugs) {
        return slugs.stream()
                .flatMap(slug -> tree.findBySlug(slug).stream())
                .filter(category -> category.tenantId() != null)
                .collect(
                        Collectors.toMap(Category::slug, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }
}
