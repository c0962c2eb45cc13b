package org.stoa.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SubscriptionProblemTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]}");

    @Test
    void everyProblemHasItsOwnCode() {
        assertThat(Arrays.stream(SubscriptionProblem.values()).map(SubscriptionProblem::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void everyProblemIsToldInGermanWithTheSamePlaceholders() {
        ResourceBundle texts = ResourceBundle.getBundle("org.stoa.subscription.Problems", Locale.GERMAN);
        for (SubscriptionProblem problem : SubscriptionProblem.values()) {
            assertThat(texts.getString(problem.code() + ".title")).isNotBlank();
            assertThat(placeholders(texts.getString(problem.code() + ".detail")))
                    .isEqualTo(placeholders(problem.detail()));
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
