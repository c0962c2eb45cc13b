package org.stoa.metadata.category;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.value.SingleLine;
import org.stoa.metadata.EntityTypes;
import org.stoa.metadata.Slugs;
import org.stoa.metadata.Texts;
import org.stoa.metadata.Violations;

/**
 * What can be set of a category; see {@link Category}.
 *
 * @param slug null: made of the name, in English if possible
 * @param description null for none
 * @param categoryType null for {@code CLASSIFICATION}
 * @param allowedEntityTypes null for those of the category above
 * @param displayOrder null for 0
 * @param active null for true
 * @param requiresApproval null for false
 * @param autoAssignRules null for none
 */
public record CategoryFields(
        UUID parentId,
        @Size(max = Slugs.LONGEST) @Pattern(regexp = Slugs.FORM, message = Slugs.RULE) String slug,
        @NotNull @Size(min = 1, max = Texts.MOST_LANGUAGES) Map<String, @NotNull @Size(max = LONGEST_NAME) String> name,
        @Size(max = Texts.MOST_LANGUAGES) Map<String, @NotNull @Size(max = LONGEST_DESCRIPTION) String> description,
        CategoryType categoryType,
        @Size(max = 100) List<@NotNull String> allowedEntityTypes,
        @PositiveOrZero Integer maxDepth,
        @Size(max = 100) @SingleLine String icon,
        @Pattern(regexp = COLOR, message = COLOR_RULE) String color,
        Integer displayOrder,
        Boolean active,
        Boolean requiresApproval,
        @Size(max = MOST_RULES) List<@NotNull @Size(max = LONGEST_RULE) String> autoAssignRules) {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_DESCRIPTION = 5000;
    static final int MOST_RULES = 20;
    static final int LONGEST_RULE = 2000;

    private static final String COLOR = "#[0-9a-fA-F]{6}";
    private static final String COLOR_RULE = "must be a colour such as #1a2b3c";

    /** What can be set, as it is. */
    public static CategoryFields of(Category category) {
        return new CategoryFields(
                category.parentId(),
                category.slug(),
                category.name(),
                category.description(),
                category.categoryType(),
                category.allowedEntityTypes(),
                category.maxDepth(),
                category.icon(),
                category.color(),
                category.displayOrder(),
                category.active(),
                category.requiresApproval(),
                category.autoAssignRules());
    }

    /** The same with the defaults in place of what was not given. */
    CategoryFields filled() {
        return new CategoryFields(
                parentId,
                slug == null ? Slugs.of(name == null ? Map.of() : name) : slug,
                name == null ? Map.of() : name,
                description == null ? Map.of() : description,
                categoryType == null ? CategoryType.CLASSIFICATION : categoryType,
                allowedEntityTypes == null ? List.of() : allowedEntityTypes,
                maxDepth,
                icon,
                color,
                displayOrder == null ? 0 : displayOrder,
                active == null || active,
                requiresApproval != null && requiresApproval,
                autoAssignRules == null ? List.of() : autoAssignRules);
    }

    /** Notes what is wrong with the fields by themselves. */
    void check(Violations violations) {
        Texts.checkLabel(violations, "name", name, LONGEST_NAME);
        Texts.check(violations, "description", description, LONGEST_DESCRIPTION);
        EntityTypes.check(violations, "allowedEntityTypes", allowedEntityTypes);
        violations
                .check(Slugs.isSlug(slug), "slug", slug.isEmpty() ? "must be given for such a name" : Slugs.RULE)
                .check(maxDepth == null || maxDepth >= 0, "maxDepth", "must be 0 or more")
                .check(color == null || color.matches(COLOR), "color", COLOR_RULE)
                .check(
                        autoAssignRules.size() <= MOST_RULES,
                        "autoAssignRules",
                        "may have at most " + MOST_RULES + " rules");
    }
}
