package org.stoa.metadata.field;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * One value to choose.
 *
 * @param value what is stored
 * @param label what people see, by language
 * @param retired whether it cannot be chosen any more; entities that have it keep it until they are changed
 */
public record Option(
        @NotBlank @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,59}") String value,
        Map<String, @NotBlank @Size(max = 200) String> label,
        Boolean retired) {

    public Option {
        label = label == null ? Map.of() : label;
        retired = Boolean.TRUE.equals(retired);
    }
}
