package org.stoa.api.platform;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One change of the modules on all nodes, under way or ended. Recorded in the database before each step, so that whoever
 * comes after a crash finishes or undoes it.
 *
 * @param fromVersion the version that served before, or null
 * @param toVersion the version that serves afterwards, or null
 * @param problem why it FAILED or was UNDONE, in one sentence; else null
 * @param startedBy name of the operator, or of the part of the platform that acted by itself
 * @param endedAt null while it is RUNNING
 */
public record Deployment(
        UUID id,
        Action action,
        String moduleId,
        String fromVersion,
        String toVersion,
        State state,
        List<Step> steps,
        String problem,
        List<RuleViolation> violations,
        String startedBy,
        Instant startedAt,
        Instant endedAt) {

    public Deployment {
        steps = List.copyOf(steps);
        violations = List.copyOf(violations);
    }

    /** What is done to a module. */
    public enum Action {
        INSTALL,
        UPGRADE,
        /** Back to the version before; rows written meanwhile stay. */
        ROLLBACK,
        /** Applies the contractions of the version that serves; there is no way back from it. */
        FINISH,
        /** Its bundle leaves all nodes; its data stays. */
        REMOVE
    }

    /** How far it has come. */
    public enum State {
        RUNNING,
        COMPLETED,
        /** Refused, or stopped by an error before anything was changed. */
        FAILED,
        /** Stopped by an error after something was changed, which was taken back. */
        UNDONE
    }

    /** How far one of its steps has come. */
    public enum Progress {
        PENDING,
        RUNNING,
        DONE,
        FAILED
    }

    /** One of its steps, such as {@code MIGRATE}. */
    public record Step(String name, Progress progress) {}
}
