package org.stoa.rest.publish;

import jakarta.ws.rs.WebApplicationException;
import java.util.Locale;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.problem.Problems;

/** How an operation of a module answered a request that had reached it. */
enum Outcome {
    SUCCEEDED,
    /** The request was not as it should be, or not now: an answer of 400 to 499. */
    REFUSED,
    /** The module's own code is to blame: an answer of 500 or above. */
    FAILED,
    /** What the module relies on is not there at present, such as the database, or the client went away. */
    UNAVAILABLE;

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** Name in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param failure what the operation threw, or null
     * @param status of the answer, when it threw nothing
     * @param module class loader of the module
     */
    static Outcome of(Throwable failure, int status, ClassLoader module) {
        if (failure == null) {
            return ofStatus(status);
        }
        ProblemException problem = Problems.find(failure, ProblemException.class);
        if (problem != null) {
            return isOthers(problem.code(), module)
                    ? UNAVAILABLE
                    : ofStatus(problem.code().status());
        }
        WebApplicationException web = Problems.find(failure, WebApplicationException.class);
        if (web != null) {
            return ofStatus(web.getResponse().getStatus());
        }
        return Problems.isDatabaseGone(failure) || Problems.isClientGone(failure) ? UNAVAILABLE : FAILED;
    }

    private static Outcome ofStatus(int status) {
        return status < CLIENT_ERROR ? SUCCEEDED : status < SERVER_ERROR ? REFUSED : FAILED;
    }

    /** Whether the platform said that something is not there now, by a code that the module has not made itself. */
    private static boolean isOthers(ProblemCode code, ClassLoader module) {
        return code.status() > SERVER_ERROR
                && (code instanceof CommonProblem || code.getClass().getClassLoader() != module);
    }
}
