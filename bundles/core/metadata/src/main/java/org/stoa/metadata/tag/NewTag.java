package org.stoa.metadata.tag;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.stoa.metadata.Texts;

/**
 * A tag to be added; see {@link Tag}.
 *
 * @param slug null: made of the label, in English or else in the first language
 */
public record NewTag(
        @NotNull String tagSet,
        @Size(max = TagName.LONGEST) String slug,
        @NotNull @Size(min = 1, max = Texts.MOST_LANGUAGES)
                Map<String, @NotNull @Size(max = TagFields.LONGEST_LABEL) String> label) {}
