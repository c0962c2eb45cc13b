package org.stoa.metadata.industry;

import java.util.Arrays;
import java.util.Optional;
import org.stoa.metadata.category.CategoryDocument;
import org.stoa.metadata.form.FormTemplates;
import org.stoa.metadata.schema.EntitySchemas;
import org.stoa.metadata.tag.TagSets;
import org.stoa.metadata.tag.Tags;

/** The kinds of items, in the order in which they are installed. */
enum TemplateKind {
    SETTING("setting", "settings"),
    TAG_SET(TagSets.KIND, "tagSets"),
    TAG(Tags.KIND, "tags"),
    CATEGORY(CategoryDocument.KIND, "categories"),
    SCHEMA(EntitySchemas.KIND, "schemas"),
    FORM(FormTemplates.KIND, "forms"),
    WORKFLOW("workflow", "workflows");

    private final String label;
    private final String rules;

    TemplateKind(String label, String rules) {
        this.label = label;
        this.rules = rules;
    }

    /** As plans name it. */
    String label() {
        return label;
    }

    /** As the customization rules of a template name it. */
    String rules() {
        return rules;
    }

    /** Whether a template can lock such items: settings are kept by another part of the platform. */
    boolean isLockable() {
        return this != SETTING;
    }

    static Optional<TemplateKind> ofLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
