package org.stoa.metadata.industry;

import java.util.stream.Collectors;
import org.stoa.api.rest.ProblemException;

/** Problems in words, for what does not end a request. */
final class Reasons {

    private Reasons() {}

    /** Code, explanation and fields of a problem, in English. */
    static String of(ProblemException problem) {
        String detail = problem.code().detail();
        Object[] arguments = problem.arguments();
        for (int index = 0; index < arguments.length; index++) {
            detail = detail.replace("{" + index + "}", String.valueOf(arguments[index]));
        }
        String fields = problem.errors().stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        return problem.code().code() + ": " + detail + (fields.isEmpty() ? "" : " (" + fields + ")");
    }
}
