package org.stoa.metadata.validation;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.time.Duration;

/** One check of data, which ends after so much work, so much time, and so deep. */
final class BoundedContext extends ExecutionContext {
    /** Keywords applied to values, and what is as much work. */
    static final int MAXIMUM_STEPS = 1_000_000;

    /** Keywords within keywords, and the members and positions between them. */
    static final int MAXIMUM_DEPTH = 1000;

    static final Duration MAXIMUM_TIME = Duration.ofSeconds(2);
    static final int MAXIMUM_ERRORS = 100;

    private static final int STEPS_BETWEEN_LOOKS = 64;

    private final long start = System.nanoTime();
    private long steps;
    private int depth;
    private String exceeded;
    private long nextLook = STEPS_BETWEEN_LOOKS;

    BoundedContext(ExecutionConfig config) {
        super(config);
    }

    @Override
    public void evaluationPathAddLast(String token) {
        super.evaluationPathAddLast(token);
        enter();
    }

    @Override
    public void evaluationPathAddLast(int token) {
        super.evaluationPathAddLast(token);
        enter();
    }

    @Override
    public void evaluationPathRemoveLast() {
        depth--;
        super.evaluationPathRemoveLast();
    }

    @Override
    public void addError(Error error) {
        if (getErrors().size() < MAXIMUM_ERRORS) {
            super.addError(error);
        }
    }

    /** Why the check did not come to its end, or null. */
    String exceeded() {
        return exceeded;
    }

    private void enter() {
        if (++depth > MAXIMUM_DEPTH) {
            throw tooDeep();
        }
        spend(1);
    }

    /** Notes that the thread cannot go deeper. */
    LimitException tooDeep() {
        return stop("is nested too deep for this schema");
    }

    private LimitException stop(String reason) {
        exceeded = reason;
        return new LimitException(reason);
    }

    /** Counts work that no keyword within is counted for. */
    void spend(long work) {
        steps += work;
        if (steps > MAXIMUM_STEPS) {
            throw stop("takes too much work to check against this schema");
        }
        if (steps >= nextLook) {
            nextLook = steps + STEPS_BETWEEN_LOOKS;
            if (System.nanoTime() - start > MAXIMUM_TIME.toNanos()) {
                throw stop("takes too long to check against this schema");
            }
        }
    }

    static void spend(ExecutionContext context, long work) {
        if (context instanceof BoundedContext bounded) {
            bounded.spend(work);
        }
    }
}
