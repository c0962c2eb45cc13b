package org.stoa.metadata.industry;

import java.util.stream.Collectors;
import org.stoa.api.rest.ProblemException;

/** Problems in words, for what does not end a request. */
final class Reasons {

    private Reasons() {}

    /** Code, explanation and fields of a problem, in English. */
    static String of(ProblemException problem) {
        String fields = problem.errors().stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        return problem.code().code() + ": " + problem.detail() + (fields.isEmpty() ? "" : " (" + fields + ")");
    }
}
