package org.stoa.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemExceptionTest {

    @Test
    void membersGoIntoTheAnswer() {
        ProblemException problem = ProblemException.of(CommonProblem.CONFLICT, "x")
                .with("modules", List.of("a"))
                .with("count", 1);

        assertThat(problem.extensions())
                .containsEntry("modules", List.of("a"))
                .containsEntry("count", 1)
                .hasSize(2);
    }

    @Test
    void memberWithoutValueIsRefusedWhereItIsAdded() {
        ProblemException problem = ProblemException.of(CommonProblem.CONFLICT, "x");

        assertThatNullPointerException()
                .isThrownBy(() -> problem.with("moduleId", null))
                .withMessage("moduleId");
        assertThatNullPointerException()
                .isThrownBy(() -> problem.withHeader("Retry-After", null))
                .withMessage("Retry-After");
        assertThat(problem.extensions()).isEmpty();
        assertThat(problem.headers()).isEmpty();
    }

    @Test
    void messageSaysWhatIsWrongInEnglish() {
        assertThat(ProblemException.of(CommonProblem.LIMIT_EXCEEDED, "users", 2, 2))
                .hasMessageStartingWith("403 limit-exceeded: No more users can be used: 2 of 2 are.");
        assertThat(ProblemException.invalid("amount", "must be more than nothing"))
                .hasMessage("400 invalid-request: amount must be more than nothing");
    }
}
