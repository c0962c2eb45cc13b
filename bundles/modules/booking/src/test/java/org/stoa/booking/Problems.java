package org.stoa.booking;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.stoa.api.rest.ProblemException;

/** What is refused. */
public final class Problems {
    private Problems() {}

    public static ProblemException of(ThrowingCallable call) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        if (problem == null) {
            throw new AssertionError("it was not refused");
        }
        return problem;
    }

    public static String code(ThrowingCallable call) {
        return of(call).code().code();
    }

    /** The fields that are wrong. */
    public static String field(ThrowingCallable call) {
        return of(call).errors().get(0).field();
    }
}
