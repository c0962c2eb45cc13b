package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/** What a step was planned for. */
final class Expected {

    private Expected() {}

    /**
     * Checks that an item is what it was when the step was planned; null stands for nothing.
     *
     * @throws ProblemException 412 {@code precondition-failed}
     */
    static void require(JsonNode expected, JsonNode actual) {
        if (!JsonValues.same(expected, actual)) {
            throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
        }
    }
}
