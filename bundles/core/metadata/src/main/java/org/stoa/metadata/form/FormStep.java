package org.stoa.metadata.form;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * One page of a form.
 *
 * @param title by language
 * @param fields names of fields; those that no step names are on the last
 * @param visibleWhen CEL as of {@link Condition}, without which the step is left out; null: it is always there
 */
public record FormStep(
        @NotNull @Pattern(regexp = "[a-z][A-Za-z0-9_-]{0,39}") String id,
        @NotEmpty Map<String, @NotBlank @Size(max = 200) String> title,
        @Size(max = 300) List<@NotBlank String> fields,
        @Size(max = 4000) String visibleWhen) {

    public FormStep {
        fields = fields == null ? List.of() : fields;
    }
}
