package org.stoa.registry.deployment;

import java.time.Instant;
import java.util.Objects;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.registry.Rollout;

/** What shall be wanted after a deployment. */
final class Targets {

    private Targets() {}

    /**
     * What a deployment makes of a rollout.
     *
     * @param before null when the module is unknown
     * @return {@code before} itself when it is so already: the step was interrupted after it was done
     */
    static Rollout after(DeploymentRow row, Rollout before, Instant now) {
        Rollout after =
                switch (row.action()) {
                    case INSTALL -> Rollout.of(row.moduleId(), row.toVersion(), null, now);
                    case UPGRADE -> upgraded(row, before, now);
                    case ROLLBACK ->
                        before.candidate() != null
                                ? before.withoutCandidate(now)
                                : Rollout.of(row.moduleId(), row.toVersion(), null, now);
                    case FINISH -> Rollout.of(row.moduleId(), before.version(), null, now);
                    case REMOVE -> Rollout.of(row.moduleId(), null, null, now);
                };
        return before != null && isSame(before, after) || isTaken(row, before) ? before : after;
    }

    private static Rollout upgraded(DeploymentRow row, Rollout before, Instant now) {
        if (row.canary() != null) {
            return before.withCandidate(row.toVersion(), row.canary(), now);
        }
        return Rollout.of(row.moduleId(), row.toVersion(), before.version(), now);
    }

    /** Taken again, the step would take the version for its own predecessor, or forget the one before. */
    private static boolean isTaken(DeploymentRow row, Rollout before) {
        boolean arrives = row.action() == Action.UPGRADE && row.canary() == null || row.action() == Action.ROLLBACK;
        return arrives
                && before != null
                && before.candidate() == null
                && row.toVersion().equals(before.version());
    }

    private static boolean isSame(Rollout one, Rollout other) {
        return Objects.equals(one.version(), other.version())
                && Objects.equals(one.candidate(), other.candidate())
                && Objects.equals(one.canary(), other.canary())
                && Objects.equals(one.previous(), other.previous());
    }
}
