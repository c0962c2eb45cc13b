package org.stoa.shell;

import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;

/** A problem as lines for a terminal. */
final class ProblemText {

    private ProblemText() {}

    /** What went wrong, what is wrong with which field, and the code to look it up or to report it by. */
    static String of(ProblemException problem) {
        ProblemCode code = problem.code();
        String detail = problem.detail();
        StringBuilder text = new StringBuilder(code.title());
        text.append(": ").append(detail).append('\n');
        for (FieldError error : problem.errors()) {
            String line = error.field() + " " + error.message();
            if (!detail.contains(line)) {
                text.append("  ").append(line).append('\n');
            }
        }
        return text.append("(code ").append(code.code()).append(')').toString();
    }
}
