package org.stoa.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetadataProblemTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]}");

    private final ResourceBundle german = ResourceBundle.getBundle("org.stoa.metadata.Problems", Locale.GERMAN);

    @Test
    void everyProblemIsTranslatedToGermanAndNoneBesides() {
        Set<String> expected = new TreeSet<>();
        for (MetadataProblem problem : MetadataProblem.values()) {
            expected.add(problem.code() + ".title");
            expected.add(problem.code() + ".detail");
        }

        assertThat(new TreeSet<>(german.keySet())).isEqualTo(expected);
    }

    @Test
    void translationsKeepThePlaceholders() {
        assertThat(MetadataProblem.values())
                .allSatisfy(problem -> assertThat(placeholders(german.getString(problem.code() + ".detail")))
                        .as(problem.code())
                        .isEqualTo(placeholders(problem.detail())));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
