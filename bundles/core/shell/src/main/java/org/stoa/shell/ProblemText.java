package org.stoa.shell;

import java.util.List;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;

/** A problem as lines for a terminal. */
final class ProblemText {

    private ProblemText() {}

    /** What went wrong, what is wrong with which field, and the code to look it up or to report it by. */
    static String of(ProblemException problem) {
        ProblemCode code = problem.code();
        StringBuilder text = new StringBuilder(code.title());
        text.append(": ").append(detail(problem)).append('\n');
        List<FieldError> errors = problem.errors();
        for (FieldError error : errors) {
            text.append("  ")
                    .append(error.field())
                    .append(' ')
                    .append(error.message())
                    .append('\n');
        }
        return text.append("(code ").append(code.code()).append(')').toString();
    }

    private static String detail(ProblemException problem) {
        String detail = problem.code().detail();
        Object[] arguments = problem.arguments();
        for (int i = 0; i < arguments.length; i++) {
            detail = detail.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return detail;
    }
}
