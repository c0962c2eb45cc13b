package org.stoa.registry.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
import org.stoa.api.platform.ModuleRollout.NodeState;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.Signals;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.registry.PostgresModuleRegistry;
import org.stoa.registry.RegistryProblem;
import org.stoa.registry.Rollout;
import org.stoa.registry.artifact.InspectedModule;
import org.stoa.registry.artifact.ModuleArchive;

/** Deployments on {@code registry.deployment}, {@code registry.rollout} and {@code registry.artifact}. */
final class PostgresModuleDeployment implements ModuleDeployment {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresModuleDeployment.class);
    private static final String SNAPSHOT = "SNAPSHOT";
    private static final int MOST_DEPLOYMENTS = 200;
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(5);

    private final PlatformDatabase database;
    private final PostgresModuleRegistry registry;
    private final ArtifactStore artifacts;
    private final DeploymentPlanner planner;
    private final DeploymentRunner runner;
    private final Node node;
    private final Signals signals;
    private final Observers observers;
    private final Clock clock;

    PostgresModuleDeployment(
            PlatformDatabase database,
            PostgresModuleRegistry registry,
            ArtifactStore artifacts,
            DeploymentPlanner planner,
            DeploymentRunner runner,
            Node node,
            Signals signals,
            Observers observers,
            Clock clock) {
        this.database = database;
        this.registry = registry;
        this.artifacts = artifacts;
        this.planner = planner;
        this.runner = runner;
        this.node = node;
        this.signals = signals;
        this.observers = observers;
        this.clock = clock;
    }

    @Override
    public DeploymentPlan planInstall(CallContext context, Path file, String name) {
        try (InspectedModule module = artifacts.inspect(file, name, false)) {
            return planner.install(module, true);
        }
    }

    @Override
    public DeploymentPlan plan(CallContext context, Action action, String moduleId) {
        return planner.change(action, moduleId);
    }

    @Override
    public Deployment install(CallContext context, Path file, String name, Canary canary, String planId) {
        check(canary);
        try (InspectedModule module = artifacts.inspect(file, name, false)) {
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
            return begin(context, row, artifact, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " cannot be read", e);
        }
    }

    /**
     * Takes over a module that came with the platform and was built anew under the same version, as in a checkout. To be
     * called before the bundles of this node are started.
     */
    void replaceShippedSnapshot(CallContext context, Path file) {
        if (artifacts.isStored(file)) {
            return;
        }
        try (InspectedModule module = artifacts.inspect(file, file.getFileName().toString(), true)) {
            if (!module.accepted() || !module.archive().version().endsWith(SNAPSHOT)) {
                return;
            }
            ModuleArchive archive = module.archive();
            byte[] content = Files.readAllBytes(archive.file());
            int replaced = database.write(
                    context,
                    ArtifactMapper.class,
                    (mapper, transaction) ->
                            mapper.replace(archive.id(), archive.version(), archive.sha256(), content));
            if (replaced == 1) {
                LOG.info(
                        "Module {} {} was built anew and takes the place of what was there",
                        archive.id(),
                        archive.version());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
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
        try (InspectedModule module = artifacts.inspect(file, name, true)) {
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
        check(canary);
        Rollout wanted = change(context, "module.canary", moduleId, before -> {
            if (before.candidate() == null) {
                throw ProblemException.of(DeploymentProblem.NOTHING_TO_TRY, moduleId);
            }
            return before.withCanary(canary, now());
        });
        comeTo(wanted);
        return rollout(moduleId);
    }

    @Override
    public ModuleRollout pin(CallContext context, String moduleId, UUID tenantId, String version) {
        if (version != null && artifacts.find(new ModuleKey(moduleId, version)) == null) {
            throw ProblemException.invalid(
                    "version", "is not stored: pin a version that serves, or served just before");
        }
        UnaryOperator<Rollout> same = before -> before.withoutChange(now());
        Rollout wanted = change(context, "module.pin", moduleId, same, (mapper, transaction) -> {
            if (mapper.pin(tenantId, moduleId, version, now()) == 0) {
                throw ProblemException.of(DeploymentProblem.TENANT_HAS_NO_SUCH_MODULE, moduleId);
            }
            transaction.audit(
                    tenantId,
                    new AuditEntry("module.pin", "registry.tenant_module", moduleId, null, new Pinned(version)));
        });
        registry.tenantChangedHere(tenantId);
        comeTo(wanted);
        return rollout(moduleId);
    }

    @Override
    public List<ModuleRollout> rollouts(CallContext context) {
        List<Rollout> rollouts = database.read(system(), RolloutMapper.class, RolloutMapper::all);
        return views(rollouts);
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

    private record Pinned(String version) {}

    private interface Also {
        void in(RolloutMapper mapper, org.stoa.api.data.Transaction transaction);
    }

    private Rollout change(CallContext context, String action, String moduleId, UnaryOperator<Rollout> change) {
        return change(context, action, moduleId, change, (mapper, transaction) -> {});
    }

    private Rollout change(
            CallContext context, String action, String moduleId, UnaryOperator<Rollout> change, Also also) {
        return database.write(context, RolloutMapper.class, (mapper, transaction) -> {
            Rollout before = mapper.lock(moduleId);
            if (before == null || before.version() == null) {
                throw ProblemException.of(RegistryProblem.MODULE_NOT_FOUND, moduleId)
                        .with("moduleId", moduleId);
            }
            Rollout after = change.apply(before);
            mapper.store(after);
            also.in(mapper, transaction);
            transaction.audit(new AuditEntry(action, "registry.rollout", moduleId, before, after));
            return mapper.find(moduleId);
        });
    }

    /** Tells all nodes, and waits for this one: whoever has the answer is served by it at once. */
    private void comeTo(Rollout wanted) {
        announce();
        try {
            node.await(() -> hasCome(wanted), ARRIVAL_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasCome(Rollout wanted) {
        return database.read(system(), NodeMapper.class, NodeMapper::modules).stream()
                .anyMatch(reached -> reached.node().equals(node.name())
                        && reached.moduleId().equals(wanted.moduleId())
                        && reached.revision() >= wanted.revision());
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

    private static void check(Canary canary) {
        if (canary == null) {
            return;
        }
        if (canary.sharePercent() < 1 || canary.sharePercent() > 99) {
            throw ProblemException.invalid("sharePercent", "must be from 1 to 99");
        }
        if (!(canary.errorRate() > 0 && canary.errorRate() <= 1)) {
            throw ProblemException.invalid("errorRate", "must be above 0 and at most 1");
        }
        if (canary.minimumRequests() < 1) {
            throw ProblemException.invalid("minimumRequests", "must be at least 1");
        }
    }

    private ModuleRollout rollout(String moduleId) {
        Rollout rollout = database.read(system(), RolloutMapper.class, mapper -> mapper.find(moduleId));
        return views(List.of(rollout)).get(0);
    }

    private List<ModuleRollout> views(List<Rollout> rollouts) {
        List<NodeMapper.NodeModule> nodes = database.read(system(), NodeMapper.class, NodeMapper::modules);
        Map<String, Map<String, List<String>>> pins = new HashMap<>();
        for (RolloutMapper.Pin pin : database.read(system(), RolloutMapper.class, RolloutMapper::pins)) {
            List<UUID> tenants = database.read(
                    system(), RolloutMapper.class, mapper -> mapper.pinnedTo(pin.moduleId(), pin.version()));
            pins.computeIfAbsent(pin.moduleId(), any -> new TreeMap<>())
                    .put(
                            pin.version(),
                            tenants.stream().map(planner::identifier).toList());
        }
        return rollouts.stream()
                .map(rollout -> view(rollout, pins.getOrDefault(rollout.moduleId(), Map.of()), nodes))
                .toList();
    }

    private ModuleRollout view(Rollout rollout, Map<String, List<String>> pins, List<NodeMapper.NodeModule> nodes) {
        Map<String, NodeState> states = new TreeMap<>();
        nodes.stream()
                .filter(each -> each.moduleId().equals(rollout.moduleId()))
                .forEach(each -> states.put(each.node(), new NodeState(each.ready(), each.problem())));
        List<String> contractions = rollout.version() == null
                ? List.of()
                : planner.contractions(new ModuleKey(rollout.moduleId(), rollout.version()));
        return new ModuleRollout(
                rollout.moduleId(),
                rollout.version(),
                rollout.candidate(),
                rollout.canary(),
                rollout.previous(),
                pins,
                contractions,
                states);
    }

    private void announce() {
        node.wake();
        try {
            signals.send(DeploymentRunner.TOPIC, node.name());
        } catch (RuntimeException e) {
            LOG.debug("The other nodes will see the change when they look: {}", e.getMessage());
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
