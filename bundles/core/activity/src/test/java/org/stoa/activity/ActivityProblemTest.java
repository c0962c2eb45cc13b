package org.stoa.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ActivityProblemTest {

    @Test
    void everyProblemIsToldInGerman() {
        ResourceBundle texts = ResourceBundle.getBundle("org.stoa.activity.Problems", Locale.GERMAN);
        for (ActivityProblem problem : ActivityProblem.values()) {
            assertThat(texts.getString(problem.code() + ".title")).isNotBlank();
            assertThat(texts.getString(problem.code() + ".detail")).isNotBlank();
        }
    }
}
