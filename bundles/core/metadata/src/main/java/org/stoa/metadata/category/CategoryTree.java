package org.stoa.metadata.category;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The categories that one tenant sees, at one moment: the platform's and its own, which may hang below the platform's. An
 * own category takes the place of the platform's with the same slug, and what hung below that hangs below it. A category
 * whose parent is gone is at the top.
 */
public final class CategoryTree {

    /** The tree of whoever has no categories. */
    public static final CategoryTree EMPTY = of(List.of(), List.of());

    private final Map<UUID, Category> byId = new LinkedHashMap<>();
    private final Map<String, Category> bySlug = new HashMap<>();
    private final Map<UUID, UUID> replaced = new HashMap<>();
    private final Map<UUID, UUID> parents = new HashMap<>();
    private final Map<UUID, List<Category>> children = new HashMap<>();
    private final Set<UUID> unhooked = new LinkedHashSet<>();

    private CategoryTree() {}

    /** The tree of these categories, siblings in the order in which they are given. */
    static CategoryTree of(List<Category> platform, List<Category> own) {
        CategoryTree tree = new CategoryTree();
        own.forEach(category -> tree.bySlug.put(category.slug(), category));
        for (Category category : platform) {
            Category replacement = tree.bySlug.putIfAbsent(category.slug(), category);
            if (replacement != null) {
                tree.replaced.put(category.id(), replacement.id());
            }
        }
        Stream.concat(platform.stream(), own.stream())
                .filter(category -> !tree.replaced.containsKey(category.id()))
                .sorted((one, other) -> Integer.compare(one.displayOrder(), other.displayOrder()))
                .forEach(category -> tree.byId.put(category.id(), category));
        tree.hook();
        return tree;
    }

    private void hook() {
        byId.values().forEach(category -> {
            UUID parent = category.parentId() == null ? null : current(category.parentId());
            if (byId.containsKey(parent)) {
                parents.put(category.id(), parent);
            }
        });
        byId.values().forEach(this::breakCycle);
        byId.values().forEach(category -> children.computeIfAbsent(parents.get(category.id()), key -> new ArrayList<>())
                .add(category));
    }

    /**
     * The platform and a tenant change their categories without knowing of each other; where that makes a circle, the
     * platform's category that came below a tenant's goes to the top.
     */
    private void breakCycle(Category start) {
        Set<UUID> path = new LinkedHashSet<>();
        UUID id = start.id();
        while (id != null && path.add(id)) {
            id = parents.get(id);
        }
        if (id == null) {
            return;
        }
        UUID last = id;
        UUID cut = path.stream()
                .dropWhile(other -> !other.equals(last))
                .filter(this::hangsBelowReplacement)
                .findFirst()
                .orElse(last);
        parents.remove(cut);
        unhooked.add(cut);
    }

    private boolean hangsBelowReplacement(UUID id) {
        return byId.get(id).ofPlatform() && replaced.containsKey(byId.get(id).parentId());
    }

    /** The id under which a category is seen: that of the tenant's own when it took the place of the platform's. */
    private UUID current(UUID id) {
        return replaced.getOrDefault(id, id);
    }

    /** A category that the tenant sees. */
    public Optional<Category> find(UUID id) {
        return Optional.ofNullable(byId.get(current(id)));
    }

    /** A category that the tenant sees. */
    public Optional<Category> findBySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    /** All of them, parents not necessarily before children. */
    public List<Category> all() {
        return List.copyOf(byId.values());
    }

    /** What hangs directly below a category; below null what is at the top. */
    public List<Category> children(UUID id) {
        return Collections.unmodifiableList(children.getOrDefault(id == null ? null : current(id), List.of()));
    }

    /** The categories above one, the nearest first. */
    public List<Category> ancestors(UUID id) {
        List<Category> above = new ArrayList<>();
        for (UUID at = parents.get(current(id)); at != null; at = parents.get(at)) {
            above.add(byId.get(at));
        }
        return above;
    }

    /** A category and all below it. */
    public List<Category> subtree(UUID id) {
        List<Category> found = new ArrayList<>();
        find(id).ifPresent(found::add);
        for (int index = 0; index < found.size(); index++) {
            found.addAll(children(found.get(index).id()));
        }
        return found;
    }

    /** Ids of a category and all below it, with those of the platform's categories whose place they took. */
    public List<UUID> idsOfSubtree(UUID id) {
        Set<UUID> ids = subtree(id).stream().map(Category::id).collect(Collectors.toCollection(LinkedHashSet::new));
        replaced.forEach((platform, own) -> {
            if (ids.contains(own)) {
                ids.add(platform);
            }
        });
        return List.copyOf(ids);
    }

    /** The types of entities that may be assigned to a category: its own, or those of the nearest above that names any. */
    public List<String> allowedEntityTypes(Category category) {
        return Stream.concat(Stream.of(category), ancestors(category.id()).stream())
                .map(Category::allowedEntityTypes)
                .filter(types -> !types.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The trees of what fits; what hangs below a category that does not fit is left out with it. */
    List<CategoryNode> nodes(Predicate<Category> filter) {
        return nodes(null, filter);
    }

    private List<CategoryNode> nodes(UUID parent, Predicate<Category> filter) {
        return children(parent).stream()
                .filter(filter)
                .map(category -> new CategoryNode(category, nodes(category.id(), filter)))
                .toList();
    }

    /** Categories that would hang below themselves, had they not been put at the top. */
    Set<UUID> unhooked() {
        return unhooked;
    }
}
