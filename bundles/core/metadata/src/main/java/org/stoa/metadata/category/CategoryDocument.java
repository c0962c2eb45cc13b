package org.stoa.metadata.category;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;

/** A category as templates write it: the one above is named by its slug, in {@code parent}. */
public final class CategoryDocument {

    /** Name of the kind of such items. */
    public static final String KIND = "category";

    private static final String PARENT = "parent";
    private static final String PARENT_ID = "parentId";

    private CategoryDocument() {}

    /** A category of the tree. */
    public static JsonNode of(CategoryTree tree, Category category) {
        String parent = tree.ancestors(category.id()).stream()
                .map(Category::slug)
                .findFirst()
                .orElse(null);
        return of(CategoryFields.of(category), parent);
    }

    /**
     * A category that is not in a tree yet.
     *
     * @param parent slug of the one above, or null
     */
    public static JsonNode of(CategoryFields fields, String parent) {
        ObjectNode document = (ObjectNode) Documents.parse(Documents.write(fields));
        document.remove(PARENT_ID);
        return document.put(PARENT, parent);
    }

    /** The fields of a category below one of the tree; 400 when that is not there. */
    public static CategoryFields fields(CategoryTree tree, JsonNode document) {
        ObjectNode own = document.deepCopy();
        JsonNode parent = own.remove(PARENT);
        if (parent != null && parent.isTextual()) {
            UUID id = tree.findBySlug(parent.textValue())
                    .map(Category::id)
                    .orElseThrow(() -> ProblemException.invalid(
                            PARENT, "must be a category, and there is none with the slug " + parent.textValue()));
            own.put(PARENT_ID, id.toString());
        }
        return Documents.read(Documents.write(own), CategoryFields.class);
    }
}
