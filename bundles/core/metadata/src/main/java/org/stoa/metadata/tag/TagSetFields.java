package org.stoa.metadata.tag;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.stoa.metadata.EntityTypes;
import org.stoa.metadata.Slugs;
import org.stoa.metadata.Texts;
import org.stoa.metadata.Violations;

/**
 * What can be set of a tag set; see {@link TagSet}. The name stays what it was at first.
 *
 * @param vocabulary null for {@code CLOSED}
 * @param allowedEntityTypes null for all
 */
public record TagSetFields(
        @NotNull @Size(max = Slugs.LONGEST) @Pattern(regexp = Slugs.FORM, message = Slugs.RULE) String name,
        @NotNull @Size(min = 1, max = Texts.MOST_LANGUAGES)
                Map<String, @NotNull @Size(max = LONGEST_LABEL) String> label,
        Vocabulary vocabulary,
        @Size(max = 100) List<@NotNull String> allowedEntityTypes,
        @Positive Integer maxPerEntity) {

    static final int LONGEST_LABEL = 200;

    /** What can be set, as it is. */
    public static TagSetFields of(TagSet set) {
        return new TagSetFields(
                set.name(), set.label(), set.vocabulary(), set.allowedEntityTypes(), set.maxPerEntity());
    }

    /** The same with the defaults in place of what was not given, or 400 with every field that is wrong. */
    public TagSetFields checked() {
        TagSetFields filled = new TagSetFields(
                name,
                label == null ? Map.of() : label,
                vocabulary == null ? Vocabulary.CLOSED : vocabulary,
                allowedEntityTypes == null ? List.of() : allowedEntityTypes,
                maxPerEntity);
        Violations violations = new Violations();
        violations.check(Slugs.isSlug(name), "name", Slugs.RULE);
        Texts.checkLabel(violations, "label", filled.label, LONGEST_LABEL);
        EntityTypes.check(violations, "allowedEntityTypes", filled.allowedEntityTypes);
        violations.check(maxPerEntity == null || maxPerEntity > 0, "maxPerEntity", "must be 1 or more");
        violations.raise();
        return filled;
    }
}
