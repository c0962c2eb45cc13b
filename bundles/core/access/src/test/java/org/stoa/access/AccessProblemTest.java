package org.stoa.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccessProblemTest {

    @Test
    void everyProblemIsTranslatedToGermanAndNoneBesides() {
        ResourceBundle german = ResourceBundle.getBundle("org.stoa.access.Problems", Locale.GERMAN);
        Set<String> expected = new TreeSet<>();
        for (AccessProblem problem : AccessProblem.values()) {
            expected.add(problem.code() + ".title");
            expected.add(problem.code() + ".detail");
        }

        assertThat(new TreeSet<>(german.keySet())).isEqualTo(expected);
    }

    @Test
    void translationsKeepThePlaceholders() {
        ResourceBundle german = ResourceBundle.getBundle("org.stoa.access.Problems", Locale.GERMAN);

        assertThat(AccessProblem.values()).allSatisfy(problem -> assertThat(
                        german.getString(problem.code() + ".detail").contains("{0}"))
                .as(problem.code())
                .isEqualTo(problem.detail().contains("{0}")));
    }
}
