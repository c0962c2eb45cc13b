package org.stoa.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts what the candidates have answered on this node, and says once when one has failed too often. Counting begins
 * anew with each candidate, not when its share changes.
 */
public final class CandidateHealth {

    private final Consumer<Failing> onFailing;
    private volatile Map<String, Trial> trials = Map.of();

    /**
     * A candidate that is to be taken back.
     *
     * @param requests how many it has answered
     * @param failures how many of them with an error of its own
     */
    public record Failing(String moduleId, String version, long requests, long failures) {}

    /** @param onFailing called on the thread of the request that was one too many: hands the work on */
    CandidateHealth(Consumer<Failing> onFailing) {
        this.onFailing = onFailing;
    }

    /** Watches the candidates of these, and nothing else. */
    void watch(Collection<Rollout> rollouts) {
        Map<String, Trial> watched = new HashMap<>();
        for (Rollout rollout : rollouts) {
            if (rollout.candidate() != null) {
                Trial before = trials.get(rollout.moduleId());
                boolean same = before != null && before.rollout.candidate().equals(rollout.candidate());
                watched.put(rollout.moduleId(), same ? before.with(rollout) : new Trial(rollout));
            }
        }
        trials = Map.copyOf(watched);
    }

    void answered(String moduleId, String version, boolean failed) {
        Trial trial = trials.get(moduleId);
        if (trial == null || !trial.rollout.candidate().equals(version)) {
            return;
        }
        long requests = trial.requests.incrementAndGet();
        if (!failed) {
            return;
        }
        long failures = trial.failures.incrementAndGet();
        if (requests >= trial.rollout.minimumRequests() && failures > requests * trial.rollout.errorRate()) {
            onFailing.accept(new Failing(moduleId, version, requests, failures));
        }
    }

    private static final class Trial {
        private final Rollout rollout;
        private final AtomicLong requests;
        private final AtomicLong failures;

        Trial(Rollout rollout) {
            this(rollout, new AtomicLong(), new AtomicLong());
        }

        private Trial(Rollout rollout, AtomicLong requests, AtomicLong failures) {
            this.rollout = rollout;
            this.requests = requests;
            this.failures = failures;
        }

        Trial with(Rollout changed) {
            return new Trial(changed, requests, failures);
        }
    }
}
