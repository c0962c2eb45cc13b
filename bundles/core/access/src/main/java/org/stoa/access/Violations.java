package org.stoa.access;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.SingleLine;

/** Collects what is wrong with the fields of one request, to be told about all at once. */
public final class Violations {

    private static final Pattern SINGLE_LINE = Pattern.compile(SingleLine.FORM);

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes that {@code field} {@code message}, unless {@code satisfied}. */
    public Violations check(boolean satisfied, String field, String message) {
        if (!satisfied) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    /** Notes that {@code field} is no {@link SingleLine}, if so. */
    public Violations checkSingleLine(String text, String field) {
        return check(text == null || SINGLE_LINE.matcher(text).matches(), field, SingleLine.RULE);
    }

    /** Whether nothing was found wrong so far. */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /**
     * Ends the request when anything was found wrong.
     *
     * @throws ProblemException 400 {@code invalid-request} with every field
     */
    public void raise() {
        if (errors.isEmpty()) {
            return;
        }
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        ProblemException problem = ProblemException.of(CommonProblem.INVALID_REQUEST, detail);
        errors.forEach(error -> problem.withField(error.field(), error.message()));
        throw problem;
    }
}
