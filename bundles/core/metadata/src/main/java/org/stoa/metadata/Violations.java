package org.stoa.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;

/** Collects what is wrong with the fields of one request, to be told about all at once. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes that {@code field} {@code message}. */
    public Violations add(String field, String message) {
        errors.add(new FieldError(field, message));
        return this;
    }

    /** Notes that {@code field} {@code message}, unless {@code satisfied}. */
    public Violations check(boolean satisfied, String field, String message) {
        return satisfied ? this : add(field, message);
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
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        raise(CommonProblem.INVALID_REQUEST, detail);
    }

    /**
     * The same with a problem of another kind.
     *
     * @throws ProblemException with every field
     */
    public void raise(ProblemCode code, Object... arguments) {
        if (errors.isEmpty()) {
            return;
        }
        ProblemException problem = ProblemException.of(code, arguments);
        errors.forEach(error -> problem.withField(error.field(), error.message()));
        throw problem;
    }
}
