package org.stoa.metadata.tag;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.stoa.metadata.Texts;

/** What can be changed of a tag. */
public record TagFields(
        @NotNull @Size(min = 1, max = Texts.MOST_LANGUAGES)
                Map<String, @NotNull @Size(max = LONGEST_LABEL) String> label) {

    static final int LONGEST_LABEL = 200;
}
