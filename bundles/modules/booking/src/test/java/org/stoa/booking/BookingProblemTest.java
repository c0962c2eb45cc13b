package org.stoa.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class BookingProblemTest {

    @Test
    void everyProblemIsToldInGerman() {
        ResourceBundle texts = ResourceBundle.getBundle("org.stoa.booking.Problems", Locale.GERMAN);
        for (BookingProblem problem : BookingProblem.values()) {
            assertThat(texts.getString(problem.code() + ".title")).isNotBlank();
            assertThat(texts.getString(problem.code() + ".detail")).isNotBlank();
        }
    }
}
