package org.stoa.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;

/** Assertions on what is refused. */
public final class Refusals {

    private Refusals() {}

    /**
     * Asserts that a call ends with a problem that names exactly these fields.
     *
     * @return the problem
     */
    public static ProblemException assertRefused(String code, ThrowingCallable call, String... fields) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        assertThat(problem).as("refusal with " + code).isNotNull();
        assertThat(problem.code().code()).as(problem.getMessage()).isEqualTo(code);
        assertThat(problem.errors()).extracting(FieldError::field).containsExactlyInAnyOrder(fields);
        return problem;
    }

    /** Runs all actions at the same moment and returns the codes of those that were refused. */
    public static List<String> refusedAtOnce(Runnable... actions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.length);
        try {
            CyclicBarrier start = new CyclicBarrier(actions.length);
            List<Future<String>> outcomes = Stream.of(actions)
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return refusal(action);
                    }))
                    .toList();
            List<String> refusals = new ArrayList<>();
            for (Future<String> outcome : outcomes) {
                refusals.add(outcome.get());
            }
            refusals.removeIf(code -> code == null);
            return refusals;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String refusal(Runnable action) {
        try {
            action.run();
            return null;
        } catch (ProblemException e) {
            return e.code().code();
        }
    }
}
