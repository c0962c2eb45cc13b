package org.stoa.metadata;

import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/** Answers for what was looked up. */
public final class Found {

    private Found() {}

    /**
     * What was found.
     *
     * @param resource what it is, in words
     * @throws ProblemException 404 {@code not-found} for null
     */
    public static <T> T orNotFound(T value, String resource) {
        if (value == null) {
            throw ProblemException.notFound(resource);
        }
        return value;
    }

    /**
     * Checks the version that a client read before it changes something.
     *
     * @throws ProblemException 412 {@code precondition-failed} when it was changed since
     */
    public static void inVersion(long actual, long expected) {
        if (actual != expected) {
            throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
        }
    }
}
