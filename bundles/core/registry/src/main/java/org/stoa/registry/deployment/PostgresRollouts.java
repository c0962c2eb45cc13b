package org.stoa.registry.deployment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.ModuleRollout;
import org.stoa.api.platform.ModuleRollout.Canary;
import org.stoa.api.platform.ModuleRollout.NodeState;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.registry.EnabledModules;
import org.stoa.registry.RegistryProblem;
import org.stoa.registry.Rollout;

/** Which version serves whom, in {@code registry.rollout}: changed without a deployment, as nothing is installed. */
final class PostgresRollouts {

    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(5);

    private final PlatformDatabase database;
    private final ArtifactStore artifacts;
    private final DeploymentPlanner planner;
    private final Node node;
    private final ChangeSignal signal;
    private final Clock clock;

    PostgresRollouts(
            PlatformDatabase database,
            ArtifactStore artifacts,
            DeploymentPlanner planner,
            Node node,
            ChangeSignal signal,
            Clock clock) {
        this.database = database;
        this.artifacts = artifacts;
        this.planner = planner;
        this.node = node;
        this.signal = signal;
        this.clock = clock;
    }

    /** Changes the share of tenants that the candidate serves; null makes it serve all. */
    ModuleRollout changeCanary(CallContext context, String moduleId, Canary canary) {
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

    /** Keeps a tenant on a version of a module; null lets it follow the others again. */
    ModuleRollout pin(CallContext context, String moduleId, UUID tenantId, String version) {
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
            transaction.changed(EnabledModules.tag(tenantId));
        });
        comeTo(wanted);
        return rollout(moduleId);
    }

    /** Which versions of each module serve whom. */
    List<ModuleRollout> all() {
        return views(database.read(system(), RolloutMapper.class, RolloutMapper::all));
    }

    /** @throws ProblemException 400 when {@code canary} is not null and makes no sense */
    static void check(Canary canary) {
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

    private record Pinned(String version) {}

    /** What is done in the transaction that changes a rollout. */
    private interface Also {
        void in(RolloutMapper mapper, Transaction transaction);
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
        signal.send();
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

    private ModuleRollout rollout(String moduleId) {
        Rollout rollout = database.read(system(), RolloutMapper.class, mapper -> mapper.find(moduleId));
        return views(List.of(rollout)).get(0);
    }

    private List<ModuleRollout> views(List<Rollout> rollouts) {
        List<NodeMapper.NodeModule> nodes = database.read(system(), NodeMapper.class, NodeMapper::modules);
        Map<String, Map<String, List<String>>> pins = new HashMap<>();
        database.read(system(), RolloutMapper.class, RolloutMapper::pinnedTenants)
                .forEach(pinned -> pins.computeIfAbsent(pinned.moduleId(), any -> new TreeMap<>())
                        .computeIfAbsent(pinned.version(), any -> new ArrayList<>())
                        .add(planner.identifier(pinned.tenantId())));
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

    private static CallContext system() {
        return CallContext.system(null, "modules");
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
