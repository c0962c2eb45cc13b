package org.stoa.registry.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.Progress;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.api.platform.RuleViolation;

/**
 * A deployment as it is stored.
 *
 * @param step the step that is under way, or was when the deployment ended
 * @param first whether the module was unknown before, so that undoing drops its schema
 * @param violations rule, file (or nothing), subject and message of the first, then of the second, and so on
 */
record DeploymentRow(
        UUID id,
        Action action,
        String moduleId,
        String fromVersion,
        String toVersion,
        State state,
        DeploymentStep step,
        Integer sharePercent,
        Double errorRate,
        Integer minimumRequests,
        boolean first,
        String problem,
        List<String> violations,
        String startedBy,
        Instant startedAt,
        Instant endedAt) {

    private static final int PARTS = 4;

    Canary canary() {
        return sharePercent == null ? null : new Canary(sharePercent, errorRate, minimumRequests);
    }

    /** The same with what led to it. */
    DeploymentRow because(String reason) {
        return with(state, reason, endedAt);
    }

    /** The same, ended. */
    DeploymentRow ended(State end, String remark, Instant at) {
        return with(end, remark, at);
    }

    private DeploymentRow with(State newState, String newProblem, Instant newEnd) {
        List<DeploymentStep> steps = DeploymentStep.of(action);
        DeploymentStep newStep = newState == State.COMPLETED ? steps.get(steps.size() - 1) : step;
        return new DeploymentRow(
                id,
                action,
                moduleId,
                fromVersion,
                toVersion,
                newState,
                newStep,
                sharePercent,
                errorRate,
                minimumRequests,
                first,
                newProblem,
                violations,
                startedBy,
                startedAt,
                newEnd);
    }

    /** As operators see it. */
    Deployment view() {
        List<Deployment.Step> steps = new ArrayList<>();
        List<DeploymentStep> all = DeploymentStep.of(action);
        for (DeploymentStep each : all) {
            steps.add(new Deployment.Step(each.name(), progress(all.indexOf(each) - all.indexOf(step))));
        }
        return new Deployment(
                id,
                action,
                moduleId,
                fromVersion,
                toVersion,
                state,
                steps,
                problem,
                unflattened(violations),
                startedBy,
                startedAt,
                endedAt);
    }

    static List<String> flattened(List<RuleViolation> violations) {
        return violations.stream()
                .flatMap(violation -> Stream.of(
                        violation.rule(),
                        violation.file() == null ? "" : violation.file(),
                        violation.subject(),
                        violation.message()))
                .toList();
    }

    private static List<RuleViolation> unflattened(List<String> texts) {
        List<RuleViolation> violations = new ArrayList<>();
        for (int at = 0; at + PARTS <= texts.size(); at += PARTS) {
            String file = texts.get(at + 1).isEmpty() ? null : texts.get(at + 1);
            violations.add(new RuleViolation(texts.get(at), file, texts.get(at + 2), texts.get(at + 3)));
        }
        return violations;
    }

    private Progress progress(int distance) {
        if (distance < 0) {
            return Progress.DONE;
        }
        if (distance > 0) {
            return Progress.PENDING;
        }
        return switch (state) {
            case RUNNING -> Progress.RUNNING;
            case COMPLETED -> Progress.DONE;
            case FAILED, UNDONE -> Progress.FAILED;
        };
    }
}
