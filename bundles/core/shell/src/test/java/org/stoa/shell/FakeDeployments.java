package org.stoa.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.Progress;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.Deployment.Step;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Deployments of the module {@code billing} in memory, which go on by one answer each time they are asked for. */
final class FakeDeployments implements ModuleDeployment {

    private static final UUID ID = new UUID(4, 0);

    final List<String> calls = new ArrayList<>();
    final Deque<Deployment> answers = new ArrayDeque<>();
    ModuleRollout rollout = rollout(null, Map.of());
    DeploymentPlan plan;
    ProblemException refusal;

    /** Billing 1.1.0 after 1.0.0, on one node. */
    static ModuleRollout rollout(Integer share, Map<String, List<String>> pinned) {
        return new ModuleRollout(
                "billing",
                "1.1.0",
                share == null ? null : "1.2.0",
                share == null ? null : new Canary(share, 0.05, 50),
                "1.0.0",
                pinned,
                List.of(),
                Map.of("node-1", new ModuleRollout.NodeState(List.of("1.0.0", "1.1.0"), null)));
    }

    /** An upgrade of billing that stands at this step, or with null has ended. */
    static Deployment upgrade(State state, String step, String problem, RuleViolation... violations) {
        return new Deployment(
                ID,
                Action.UPGRADE,
                "billing",
                "1.0.0",
                "1.1.0",
                state,
                step == null ? List.of() : List.of(new Step(step, Progress.RUNNING)),
                problem,
                List.of(violations),
                "shell",
                FakePlatform.NOW,
                null);
    }

    private void note(CallContext context, String call) {
        calls.add(context.caller().name() + " " + call);
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public DeploymentPlan planInstall(CallContext context, Path file, String name) {
        note(context, "plan " + name);
        return plan;
    }

    @Override
    public DeploymentPlan plan(CallContext context, Action action, String moduleId) {
        note(context, "plan " + action + " " + moduleId);
        return plan;
    }

    @Override
    public Deployment install(CallContext context, Path file, String name, Canary canary, String planId) {
        note(context, "install " + name + " " + canary + " " + planId);
        return answers.remove();
    }

    @Override
    public Deployment start(CallContext context, Action action, String moduleId, String planId) {
        note(context, action + " " + moduleId + " " + planId);
        return answers.remove();
    }

    @Override
    public ModuleRollout changeCanary(CallContext context, String moduleId, Canary canary) {
        note(context, "canary " + moduleId + " " + canary);
        return rollout;
    }

    @Override
    public ModuleRollout pin(CallContext context, String moduleId, UUID tenantId, String version) {
        note(context, "pin " + moduleId + " " + tenantId + " " + version);
        return rollout;
    }

    @Override
    public List<ModuleRollout> rollouts(CallContext context) {
        note(context, "rollouts");
        return List.of(rollout);
    }

    @Override
    public Deployment deployment(CallContext context, UUID id) {
        return answers.element();
    }

    @Override
    public Deployment awaitChange(CallContext context, Deployment seen, Duration limit) {
        return answers.remove();
    }

    @Override
    public List<Deployment> deployments(CallContext context, int limit) {
        note(context, "deployments " + limit);
        return List.copyOf(answers);
    }
}
