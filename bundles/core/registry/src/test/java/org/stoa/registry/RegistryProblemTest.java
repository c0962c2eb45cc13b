package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegistryProblemTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]}");

    @Test
    void everyProblemHasItsOwnCode() {
        assertThat(Arrays.stream(RegistryProblem.values()).map(RegistryProblem::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void everyProblemIsToldInGermanWithTheSamePlaceholders() {
        ResourceBundle texts = ResourceBundle.getBundle("org.stoa.registry.Problems", Locale.GERMAN);
        for (RegistryProblem problem : RegistryProblem.values()) {
            assertThat(texts.getString(problem.code() + ".title")).isNotBlank();
            assertThat(placeholders(texts.getString(problem.code() + ".detail")))
                    .isEqualTo(placeholders(problem.detail()));
        }
        assertThat(texts.keySet()).hasSize(2 * RegistryProblem.values().length);
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
