package org.stoa.registry.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.registry.Failures;
import org.stoa.registry.artifact.InspectedModule;

/** Deployments on {@code registry.deployment} and {@code registry.artifact}. */
final class PostgresModuleDeployment implements ModuleDeployment {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresModuleDeployment.class);
    private static final int MOST_DEPLOYMENTS = 200;

    private final PlatformDatabase database;
    private final ArtifactStore artifacts;
    private final DeploymentPlanner planner;
    private final DeploymentRunner runner;
    private final PostgresRollouts rollouts;
    private final Node node;
    private final Observers observers;
    private final Clock clock;

    PostgresModuleDeployment(
            PlatformDatabase database,
            ArtifactStore artifacts,
            DeploymentPlanner planner,
            DeploymentRunner runner,
            PostgresRollouts rollouts,
            Node node,
            Observers observers,
            Clock clock) {
        this.database = database;
        this.artifacts = artifacts;
        this.planner = planner;
        this.runner = runner;
        this.rollouts = rollouts;
        this.node = node;
        this.observers = observers;
        this.clock = clock;
    }

    @Override
    public DeploymentPlan planInstall(CallContext context, Path file, String name) {
        try (InspectedModule module = artifacts.inspect(file, name)) {
            return planner.install(module, true);
        }
    }

    @Override
    public DeploymentPlan plan(CallContext context, Action action, String moduleId) {
        return planner.change(action, moduleId);
    }

    @Override
    public Deployment install(CallContext context, Path file, String name, Canary canary, String planId) {
        PostgresRollouts.check(canary);
        try (InspectedModule module = artifacts.inspect(file, name)) {
            return install(context, module, name, canary, planId, false);
        }
    }

    /** @param trusted whether the file came with the platform */
    private Deployment install(
            CallContext context, InspectedModule module, String name, Canary canary, String planId, boolean trusted) {
        try {
            DeploymentPlan plan = planner.install(module, planId != null);
            String moduleId = plan.moduleId();
            observers.before(plan.action().name(), DeploymentStep.INSPECT.name(), String.valueOf(moduleId));
            refuse(plan, name);
            if (planId != null) {
                requirePlan(plan, planId);
            }
            module.warnings().forEach(warning -> LOG.warn("Module {} {}: {}", moduleId, plan.toVersion(), warning));
            DeploymentPlanner.Before before = planner.before(moduleId);
            requireIdle(before, moduleId);
            if (isThere(before, plan.toVersion())) {
                return done(context, plan);
            }
            observers.before(plan.action().name(), DeploymentStep.STORE.name(), moduleId);
            DeploymentRow row = row(context, plan, before, plan.action() == Action.UPGRADE ? canary : null);
            Artifact artifact = new Artifact(
                    moduleId,
                    plan.toVersion(),
                    module.archive().symbolicName(),
                    module.archive().sha256(),
                    name,
                    module.signer(),
                    trusted,
                    context.caller().name(),
                    now());
            byte[] content = Files.readAllBytes(module.archive().file());
            artifacts.keep(artifact, module);
            return begin(context, row, artifact, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " cannot be read", e);
        }
    }

    /**
     * Installs a module that came with the platform, unless it is there, is newer there, or was removed.
     *
     * @return the deployment that has begun; null when there is nothing to do
     * @throws ProblemException 409 {@code deployment-running} while the module is being changed
     */
    Deployment installShipped(CallContext context, Path file) {
        if (artifacts.isStored(file)) {
            return null;
        }
        String name = file.getFileName().toString();
        try (InspectedModule module = artifacts.inspectShipped(file)) {
            DeploymentPlan plan = planner.install(module, false);
            if (plan.moduleId() == null) {
                refuse(plan, name);
            }
            DeploymentPlanner.Before before = planner.before(plan.moduleId());
            requireIdle(before, plan.moduleId());
            if (before.rollout() != null && !planner.isNewer(plan.toVersion(), before.rollout())) {
                return null;
            }
            return install(context, module, name, null, null, true);
        }
    }

    @Override
    public Deployment start(CallContext context, Action action, String moduleId, String planId) {
        DeploymentPlan plan = planner.change(action, moduleId);
        if (planId != null) {
            requirePlan(plan, planId);
        }
        DeploymentPlanner.Before before = planner.before(moduleId);
        requireIdle(before, moduleId);
        observers.before(action.name(), DeploymentStep.STORE.name(), moduleId);
        return begin(context, row(context, plan, before, null), null, null);
    }

    @Override
    public ModuleRollout changeCanary(CallContext context, String moduleId, Canary canary) {
        return rollouts.changeCanary(context, moduleId, canary);
    }

    @Override
    public ModuleRollout pin(CallContext context, String moduleId, UUID tenantId, String version) {
        return rollouts.pin(context, moduleId, tenantId, version);
    }

    @Override
    public List<ModuleRollout> rollouts(CallContext context) {
        return rollouts.all();
    }

    @Override
    public Deployment awaitChange(CallContext context, Deployment seen, Duration limit) throws InterruptedException {
        node.await(() -> hasChanged(context, seen), limit);
        return deployment(context, seen.id());
    }

    private boolean hasChanged(CallContext context, Deployment seen) {
        try {
            return !deployment(context, seen.id()).equals(seen);
        } catch (ProblemException e) {
            if (Failures.isTransient(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Deployment deployment(CallContext context, UUID id) {
        DeploymentRow row = database.read(system(), DeploymentMapper.class, mapper -> mapper.find(id));
        if (row == null) {
            throw ProblemException.notFound("deployment");
        }
        return row.view();
    }

    @Override
    public List<Deployment> deployments(CallContext context, int limit) {
        int most = Math.max(1, Math.min(limit, MOST_DEPLOYMENTS));
        return database.read(system(), DeploymentMapper.class, mapper -> mapper.latest(most)).stream()
                .map(DeploymentRow::view)
                .toList();
    }

    /** Takes a candidate back that has failed too often, unless somebody was faster. */
    void takeBack(CallContext context, String moduleId, String version, String because) {
        DeploymentPlanner.Before before = planner.before(moduleId);
        boolean tried = before.isInstalled() && version.equals(before.rollout().candidate());
        if (!tried || before.running() != null) {
            return;
        }
        LOG.warn("Module {} {} is taken back: {}", moduleId, version, because);
        DeploymentPlan plan = planner.change(Action.ROLLBACK, moduleId);
        DeploymentRow row = row(context, plan, before, null);
        begin(context, row.because(because), null, null);
    }

    private Deployment begin(CallContext context, DeploymentRow row, Artifact artifact, byte[] content) {
        boolean begun = database.write(context, DeploymentMapper.class, (mapper, transaction) -> {
            if (mapper.running(row.moduleId()) != null) {
                return false;
            }
            ArtifactMapper files = transaction.mapper(ArtifactMapper.class);
            if (artifact != null && files.find(row.moduleId(), row.toVersion()) == null) {
                files.insert(artifact, content);
            }
            mapper.insert(row, node.name());
            transaction.audit(new AuditEntry(
                    "module.deploy", "registry.deployment", row.id().toString(), null, Requested.of(row, artifact)));
            return true;
        });
        if (!begun) {
            requireIdle(planner.before(row.moduleId()), row.moduleId());
        }
        runner.run(row);
        return row.view();
    }

    /** What the audit log keeps of a deployment that begins. */
    private record Requested(
            Action action, String moduleId, String fromVersion, String toVersion, String sha256, String signer) {

        static Requested of(DeploymentRow row, Artifact artifact) {
            return new Requested(
                    row.action(),
                    row.moduleId(),
                    row.fromVersion(),
                    row.toVersion(),
                    artifact == null ? null : artifact.sha256(),
                    artifact == null ? null : artifact.signer());
        }
    }

    private DeploymentRow row(
            CallContext context, DeploymentPlan plan, DeploymentPlanner.Before before, Canary canary) {
        List<DeploymentStep> steps = DeploymentStep.of(plan.action());
        return new DeploymentRow(
                Ids.next(),
                plan.action(),
                plan.moduleId(),
                plan.fromVersion(),
                plan.toVersion(),
                State.RUNNING,
                steps.get(steps.indexOf(DeploymentStep.STORE) + 1),
                canary == null ? null : canary.sharePercent(),
                canary == null ? null : canary.errorRate(),
                canary == null ? null : canary.minimumRequests(),
                before.rollout() == null,
                null,
                List.of(),
                context.caller().name(),
                now(),
                null);
    }

    private static boolean isThere(DeploymentPlanner.Before before, String version) {
        return before.isInstalled()
                && (version.equals(before.rollout().version())
                        || version.equals(before.rollout().candidate()));
    }

    private Deployment done(CallContext context, DeploymentPlan plan) {
        DeploymentRow row = row(context, plan, new DeploymentPlanner.Before(null, null), null);
        return row.ended(State.COMPLETED, "it is installed already", now()).view();
    }

    private static void refuse(DeploymentPlan plan, String name) {
        if (plan.violations().isEmpty()) {
            return;
        }
        ProblemException problem = ProblemException.of(
                        DeploymentProblem.MODULE_REFUSED,
                        String.join(
                                "; ",
                                plan.violations().stream().map(Object::toString).toList()))
                .with("violations", plan.violations());
        LOG.error("{} was refused: {}", name, plan.violations());
        throw problem;
    }

    private static void requirePlan(DeploymentPlan plan, String planId) {
        if (!plan.id().equals(planId)) {
            throw ProblemException.of(DeploymentProblem.PLAN_OUTDATED, plan.id())
                    .with("plan", plan.id());
        }
    }

    private static void requireIdle(DeploymentPlanner.Before before, String moduleId) {
        if (before.running() != null) {
            throw ProblemException.of(
                            DeploymentProblem.DEPLOYMENT_RUNNING,
                            moduleId,
                            before.running().id())
                    .with("deployment", before.running().id());
        }
    }

    private static CallContext system() {
        return CallContext.system(null, "modules");
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
