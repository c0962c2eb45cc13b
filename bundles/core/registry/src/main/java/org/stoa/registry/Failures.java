package org.stoa.registry;

import org.stoa.api.data.MigrationException;
import org.stoa.api.rest.ProblemException;

/** Tells apart what passes by itself, what somebody has to correct, and what is a defect. */
public final class Failures {

    private static final int SERVICE_UNAVAILABLE = 503;

    private Failures() {}

    /** Whether another try may succeed although nobody changes anything: the database is away or still starting. */
    public static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem && problem.code().status() == SERVICE_UNAVAILABLE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the log needs the stack trace. */
    public static boolean isDefect(Throwable failure) {
        return !(failure instanceof MigrationException
                || failure instanceof ModuleRefusedException
                || failure instanceof ProblemException);
    }

    /** One sentence for the operator. */
    public static String describe(Throwable failure) {
        return isDefect(failure) ? failure.toString() : failure.getMessage();
    }
}
