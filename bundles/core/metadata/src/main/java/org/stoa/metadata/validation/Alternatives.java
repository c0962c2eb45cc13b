package org.stoa.metadata.validation;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers the errors of alternatives into one. */
final class Alternatives {
    /** The detail of an error under which those within it are. */
    static final String ERRORS = "errors";

    private static final int MAXIMUM_ERRORS = 20;

    private Alternatives() {}

    static void check(ExecutionContext context, Runnable check, Function<Map<String, Object>, Error> error) {
        List<Error> outer = context.getErrors();
        List<Error> errors = new ArrayList<>();
        context.setErrors(errors);
        try {
            check.run();
        } finally {
            context.setErrors(outer);
        }
        if (!errors.isEmpty()) {
            context.addError(error.apply(
                    Map.of(ERRORS, List.copyOf(errors.subList(0, Math.min(errors.size(), MAXIMUM_ERRORS))))));
        }
    }

    /** Those within an error, the first of them. */
    static List<Error> of(Error error) {
        if (error.getDetails() == null || !(error.getDetails().get(ERRORS) instanceof List<?> errors)) {
            return List.of();
        }
        return errors.stream().map(Error.class::cast).toList();
    }
}
