package org.stoa.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @Test
    void readsTheVersionOfAnEntityTag() {
        assertThat(IfMatch.version("\"42\"")).isEqualTo(42);
    }

    @Test
    void missingHeaderIsAskedFor() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IfMatch.version(null))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(CommonProblem.PRECONDITION_REQUIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "42", "W/\"42\"", "\"1\", \"2\"", "\"-1\"", "\"99999999999999999999\""})
    void whatIsNoStrongEntityTagOfOursDoesNotMatch(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IfMatch.version(header))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(CommonProblem.PRECONDITION_FAILED));
    }
}
