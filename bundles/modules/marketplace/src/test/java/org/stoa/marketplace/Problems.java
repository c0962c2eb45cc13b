package org.stoa.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;

/** What a call is refused with. */
public final class Problems {
    private Problems() {}

    public static ProblemException of(ThrowingCallable call) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        assertThat(problem).as("it was not refused").isNotNull();
        return problem;
    }

    public static String code(ThrowingCallable call) {
        return of(call).code().code();
    }

    public static List<String> fields(ThrowingCallable call) {
        return of(call).errors().stream().map(FieldError::field).toList();
    }
}
