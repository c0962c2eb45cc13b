package org.stoa.registry.deployment;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.MigrationException;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.ModuleSchemas.Rehearsal;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.security.CallContext;
import org.stoa.registry.Failures;
import org.stoa.registry.ModuleRefusedException;
import org.stoa.registry.Rollout;

/**
 * Takes the steps of deployments, each after it was recorded that it begins. A step that was interrupted is taken again
 * from its beginning, on this node or on another; one that fails ends the deployment, and what it has changed is taken
 * back.
 */
final class DeploymentRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentRunner.class);
    private static final Duration CONVERGENCE_LIMIT = Duration.ofSeconds(60);
    private static final Duration GONE_LIMIT = Duration.ofSeconds(15);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

    private final PlatformDatabase database;
    private final ModuleSchemas schemas;
    private final ArtifactStore artifacts;
    private final LocalModules modules;
    private final Observers observers;
    private final Clock clock;
    private final Duration startLimit;
    private final Map<UUID, DeploymentRow> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stoa-deployment");
        thread.setDaemon(true);
        return thread;
    });
    private Node node;
    private ChangeSignal signal;

    DeploymentRunner(
            PlatformDatabase database,
            ModuleSchemas schemas,
            ArtifactStore artifacts,
            LocalModules modules,
            Observers observers,
            Clock clock,
            Duration startLimit) {
        this.database = database;
        this.schemas = schemas;
        this.artifacts = artifacts;
        this.modules = modules;
        this.observers = observers;
        this.clock = clock;
        this.startLimit = startLimit;
    }

    /** @param runningNode the node that runs the deployments */
    void on(Node runningNode, ChangeSignal toAllNodes) {
        node = runningNode;
        signal = toAllNodes;
    }

    /** Goes on with a deployment that is this node's, in the background. */
    void run(DeploymentRow row) {
        if (underWay.putIfAbsent(row.id(), row) == null) {
            threads.execute(() -> {
                try {
                    takeSteps(row);
                } finally {
                    underWay.remove(row.id());
                }
            });
        }
    }

    /** Another node has it by now. */
    private static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException() {
            super("another node goes on with this deployment", null, false, false);
        }
    }

    /** The module was refused by rules. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<RuleViolation> violations;

        RefusedException(List<RuleViolation> violations) {
            super(violations.get(0).toString(), null, false, false);
            this.violations = violations;
        }
    }

    private void takeSteps(DeploymentRow row) {
        List<DeploymentStep> steps = DeploymentStep.of(row.action());
        DeploymentStep at = row.step();
        String remark = row.problem();
        try {
            for (DeploymentStep step : steps.subList(steps.indexOf(at), steps.size())) {
                at = step;
                String said = insist(row, step);
                remark = said == null ? remark : said;
            }
            end(row, State.COMPLETED, remark, List.of());
            LOG.info("{} of module {} {} is done", row.action(), row.moduleId(), shown(row));
        } catch (LostException e) {
            LOG.warn("{} of module {} is another node's by now", row.action(), row.moduleId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            fail(row, at, e);
        }
    }

    /** Takes a step, again and again while the database is away. */
    private String insist(DeploymentRow row, DeploymentStep step) throws InterruptedException {
        while (true) {
            try {
                begin(row, step);
                observers.before(row.action().name(), step.name(), row.moduleId());
                return take(row, step);
            } catch (RuntimeException e) {
                if (!Failures.isTransient(e)) {
                    throw e;
                }
                LOG.warn("{} of module {} waits for the database at {}", row.action(), row.moduleId(), step);
                node.await(() -> false, RETRY_PAUSE);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private void begin(DeploymentRow row, DeploymentStep step) {
        boolean mine = database.write(
                system(row),
                DeploymentMapper.class,
                (mapper, transaction) -> mapper.begin(row.id(), node.name(), step) == 1);
        if (!mine) {
            throw new LostException();
        }
    }

    /** @return a remark for the operator, or null */
    private String take(DeploymentRow row, DeploymentStep step) throws InterruptedException {
        switch (step) {
            case INSPECT, STORE -> {
                // done before the deployment was recorded, or together with that
            }
            case REHEARSE -> rehearse(row);
            case MIGRATE -> schemas.migrate(symbolicName(row), bundle(row, row.toVersion()));
            case START -> start(row);
            case ACTIVATE -> activate(row);
            case CONVERGE -> {
                return converge(row);
            }
            case CONTRACT -> schemas.contract(symbolicName(row), bundle(row, row.toVersion()));
            case COMPLETE -> complete(row);
        }
        return null;
    }

    private void rehearse(DeploymentRow row) {
        Artifact artifact = artifacts.find(key(row));
        if (artifact.trusted() && row.fromVersion() == null) {
            // shipped with the platform, whose build has rehearsed it
            return;
        }
        Path previous = row.fromVersion() == null ? null : bundle(row, row.fromVersion());
        Rehearsal rehearsal = schemas.rehearse(artifact.symbolicName(), previous, bundle(row, row.toVersion()));
        if (!rehearsal.violations().isEmpty()) {
            throw new RefusedException(rehearsal.violations());
        }
    }

    private void start(DeploymentRow row) throws InterruptedException {
        ModuleKey key = key(row);
        modules.tryOut(key);
        node.wake();
        boolean known =
                node.await(() -> modules.isReady(key) || modules.problem(key) != null, startLimit.plus(GONE_LIMIT));
        if (!modules.isReady(key)) {
            String problem = known ? modules.problem(key) : "it did not become ready in time";
            throw new ModuleRefusedException(problem == null ? "it stopped again" : problem);
        }
    }

    private void activate(DeploymentRow row) {
        database.write(system(row), RolloutMapper.class, (mapper, transaction) -> {
            if (transaction.mapper(DeploymentMapper.class).begin(row.id(), node.name(), DeploymentStep.ACTIVATE) == 0) {
                throw new LostException();
            }
            Rollout before = mapper.lock(row.moduleId());
            Rollout after = Targets.after(row, before, now());
            if (!after.equals(before)) {
                mapper.store(after);
                transaction.audit(new AuditEntry(
                        "module." + row.action().name().toLowerCase(Locale.ROOT),
                        "registry.rollout",
                        row.moduleId(),
                        before,
                        after));
            }
            return after;
        });
        modules.endTrial(key(row));
        signal.send();
    }

    private String converge(DeploymentRow row) throws InterruptedException {
        node.wake();
        Rollout wanted = database.read(system(row), RolloutMapper.class, mapper -> mapper.find(row.moduleId()));
        boolean all = node.await(() -> missing(row, wanted).isEmpty(), CONVERGENCE_LIMIT);
        return all ? null : "these nodes have not come to it yet: " + String.join(", ", missing(row, wanted));
    }

    private List<String> missing(DeploymentRow row, Rollout wanted) {
        return database.read(system(row), NodeMapper.class, mapper -> {
            List<NodeMapper.NodeModule> reached = mapper.modules();
            return mapper.alive().stream()
                    .filter(name -> reached.stream()
                            .noneMatch(module -> module.node().equals(name)
                                    && module.moduleId().equals(row.moduleId())
                                    && module.revision() >= wanted.revision()))
                    .toList();
        });
    }

    private void complete(DeploymentRow row) {
        modules.endTrial(key(row));
    }

    private void fail(DeploymentRow row, DeploymentStep step, Throwable failure) {
        boolean refused = failure instanceof RefusedException
                || failure instanceof ModuleRefusedException
                || failure instanceof MigrationException;
        if (refused) {
            LOG.error("{} of module {} ended at {}: {}", row.action(), row.moduleId(), step, failure.getMessage());
        } else {
            LOG.error("{} of module {} ended at {}", row.action(), row.moduleId(), step, failure);
        }
        try {
            boolean changed = takeBack(row, step);
            List<RuleViolation> violations =
                    failure instanceof RefusedException refusal ? refusal.violations : List.of();
            end(
                    row,
                    changed ? State.UNDONE : State.FAILED,
                    "at " + step + ": " + (refused ? failure.getMessage() : Failures.describe(failure)),
                    violations);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("What {} of module {} has done could not be taken back yet", row.action(), row.moduleId(), e);
        }
    }

    /** @return whether there was something to take back */
    private boolean takeBack(DeploymentRow row, DeploymentStep step) throws InterruptedException {
        ModuleKey key = key(row);
        modules.endTrial(key);
        node.wake();
        List<DeploymentStep> steps = DeploymentStep.of(row.action());
        boolean mayHaveChanged =
                steps.contains(DeploymentStep.MIGRATE) && steps.indexOf(step) >= steps.indexOf(DeploymentStep.MIGRATE);
        if (!mayHaveChanged || !row.first()) {
            return mayHaveChanged && step != DeploymentStep.MIGRATE;
        }
        node.await(() -> modules.isGone(key), GONE_LIMIT);
        schemas.drop(symbolicName(row));
        return true;
    }

    private void end(DeploymentRow row, State state, String problem, List<RuleViolation> violations) {
        database.write(system(row), DeploymentMapper.class, (mapper, transaction) -> {
            int ended = mapper.end(row.id(), node.name(), state, problem, DeploymentRow.flattened(violations), now());
            if (ended == 0) {
                throw new LostException();
            }
            transaction.mapper(ArtifactMapper.class).forgetUnused(row.moduleId());
            if (state != State.COMPLETED) {
                transaction.audit(new AuditEntry(
                        "module.refuse", "registry.deployment", row.id().toString(), null, problemOf(row, problem)));
            }
            return ended;
        });
        signal.send();
    }

    private record Refusal(String moduleId, Action action, String version, String problem) {}

    private static Refusal problemOf(DeploymentRow row, String problem) {
        return new Refusal(row.moduleId(), row.action(), row.toVersion(), problem);
    }

    private Path bundle(DeploymentRow row, String version) {
        return artifacts.bundle(new ModuleKey(row.moduleId(), version));
    }

    private String symbolicName(DeploymentRow row) {
        return artifacts.find(key(row)).symbolicName();
    }

    private static ModuleKey key(DeploymentRow row) {
        return new ModuleKey(row.moduleId(), row.toVersion() == null ? row.fromVersion() : row.toVersion());
    }

    private static String shown(DeploymentRow row) {
        return row.toVersion() == null ? row.fromVersion() : row.toVersion();
    }

    private static CallContext system(DeploymentRow row) {
        return CallContext.system(null, row.startedBy());
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
