package org.stoa.registry.deployment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.framework.Version;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.ModuleSchemas.Rehearsal;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;
import org.stoa.registry.PostgresModuleRegistry;
import org.stoa.registry.RegistryProblem;
import org.stoa.registry.Rollout;
import org.stoa.registry.artifact.InspectedModule;
import org.stoa.registry.artifact.ModuleArchive;

/** Works out what a deployment would do. Changes nothing. */
final class DeploymentPlanner {

    private static final int TENANTS_SHOWN = 20;
    private static final Rehearsal NOTHING = new Rehearsal(List.of(), List.of(), List.of());

    private final PlatformDatabase database;
    private final ModuleSchemas schemas;
    private final ArtifactStore artifacts;
    private final PostgresModuleRegistry registry;
    private final TenantService tenants;

    DeploymentPlanner(
            PlatformDatabase database,
            ModuleSchemas schemas,
            ArtifactStore artifacts,
            PostgresModuleRegistry registry,
            TenantService tenants) {
        this.database = database;
        this.schemas = schemas;
        this.artifacts = artifacts;
        this.registry = registry;
        this.tenants = tenants;
    }

    /** What is known of a module when a change begins. */
    record Before(Rollout rollout, DeploymentRow running) {

        boolean isInstalled() {
            return rollout != null && rollout.version() != null;
        }
    }

    Before before(String moduleId) {
        return new Before(ask(mapper -> mapper.find(moduleId)), running(moduleId));
    }

    /** @param rehearse false to leave out what takes long */
    DeploymentPlan install(InspectedModule module, boolean rehearse) {
        List<RuleViolation> violations = new ArrayList<>(module.violations());
        ModuleArchive archive = module.archive();
        if (archive == null || archive.id() == null || archive.version() == null) {
            return plan(Action.INSTALL, null, null, null, NOTHING, module.warnings(), violations, "");
        }
        Before before = before(archive.id());
        String from = before.isInstalled() ? before.rollout().version() : null;
        Action action = from == null ? Action.INSTALL : Action.UPGRADE;
        checkVersion(archive, from, violations);
        Rehearsal rehearsal = NOTHING;
        if (rehearse && violations.isEmpty()) {
            Path previous = from == null ? null : artifacts.bundle(new ModuleKey(archive.id(), from));
            rehearsal = schemas.rehearse(archive.symbolicName(), previous, archive.bundle());
            violations.addAll(rehearsal.violations());
        }
        List<String> warnings = new ArrayList<>(module.warnings());
        if (archive.version().equals(from)) {
            warnings.add("it is installed already: nothing would be done");
        }
        warnings.addAll(missingModules(module.description()));
        return plan(action, archive.id(), from, archive.version(), rehearsal, warnings, violations, archive.sha256());
    }

    /**
     * What an action would do to a module that is there.
     *
     * @throws ProblemException {@code module-not-found}, {@code no-version-to-return-to}, {@code older-version-in-use} or
     *     {@code module-required}
     */
    DeploymentPlan change(Action action, String moduleId) {
        Before before = before(moduleId);
        if (!before.isInstalled()) {
            throw ProblemException.of(RegistryProblem.MODULE_NOT_FOUND, moduleId)
                    .with("moduleId", moduleId);
        }
        Rollout rollout = before.rollout();
        return switch (action) {
            case INSTALL, UPGRADE -> throw ProblemException.invalid("action", "needs a file: upload one to install it");
            case ROLLBACK -> rollback(rollout);
            case FINISH -> finish(rollout);
            case REMOVE -> remove(rollout);
        };
    }

    private DeploymentPlan rollback(Rollout rollout) {
        if (rollout.candidate() != null) {
            return plan(Action.ROLLBACK, rollout.moduleId(), rollout.candidate(), rollout.version());
        }
        if (rollout.previous() == null) {
            throw ProblemException.of(DeploymentProblem.NO_VERSION_TO_RETURN_TO, rollout.moduleId());
        }
        return plan(Action.ROLLBACK, rollout.moduleId(), rollout.version(), rollout.previous());
    }

    private DeploymentPlan finish(Rollout rollout) {
        TreeSet<String> others = new TreeSet<>();
        if (rollout.candidate() != null) {
            others.add("the candidate " + rollout.candidate());
        }
        database.read(system(), RolloutMapper.class, RolloutMapper::pins).stream()
                .filter(pin -> pin.moduleId().equals(rollout.moduleId())
                        && !pin.version().equals(rollout.version()))
                .forEach(pin -> others.add("tenants pinned to " + pin.version()));
        database.read(system(), NodeMapper.class, NodeMapper::modules).stream()
                .filter(module ->
                        module.moduleId().equals(rollout.moduleId()) && module.revision() < rollout.revision())
                .forEach(module -> others.add("the node " + module.node()));
        if (!others.isEmpty()) {
            throw ProblemException.of(DeploymentProblem.STILL_IN_USE, rollout.moduleId(), String.join(", ", others))
                    .with("inUse", List.copyOf(others));
        }
        ModuleKey key = new ModuleKey(rollout.moduleId(), rollout.version());
        List<String> scripts = contractions(key);
        Rehearsal contractions = new Rehearsal(scripts, List.of(), List.of());
        String warning = rollout.previous() == null
                ? "there is no version before this one"
                : "a rollback to " + rollout.previous() + " is impossible afterwards";
        return plan(
                Action.FINISH,
                rollout.moduleId(),
                rollout.version(),
                rollout.version(),
                contractions,
                List.of(warning),
                List.of(),
                "");
    }

    private DeploymentPlan remove(Rollout rollout) {
        List<String> dependents = registry.installed().stream()
                .filter(module -> module.requires().contains(rollout.moduleId()))
                .map(InstalledModule::id)
                .distinct()
                .toList();
        if (!dependents.isEmpty()) {
            throw ProblemException.of(
                            DeploymentProblem.INSTALLED_MODULE_REQUIRED,
                            rollout.moduleId(),
                            String.join(", ", dependents))
                    .with("dependents", dependents);
        }
        return plan(
                Action.REMOVE,
                rollout.moduleId(),
                rollout.version(),
                null,
                NOTHING,
                List.of(
                        "tenants that have it enabled are answered 404 until it is installed again; their data is kept"),
                List.of(),
                "");
    }

    /** The scripts that finishing would apply. */
    List<String> contractions(ModuleKey key) {
        Artifact artifact = artifacts.find(key);
        return artifact == null
                ? List.of()
                : schemas.pendingContractions(artifact.symbolicName(), artifacts.bundle(key));
    }

    /** The identifier of a tenant, or its id when it is gone. */
    String identifier(UUID tenantId) {
        try {
            return tenants.get(system(), tenantId.toString()).identifier();
        } catch (ProblemException e) {
            if (e.code() == CommonProblem.NOT_FOUND) {
                return tenantId.toString();
            }
            throw e;
        }
    }

    /** Whether a version is newer than the one that serves; nothing is newer than a module that was removed. */
    boolean isNewer(String version, Rollout rollout) {
        String latest = rollout.candidate() == null ? rollout.version() : rollout.candidate();
        return latest != null && Version.parseVersion(version).compareTo(Version.parseVersion(latest)) > 0;
    }

    private void checkVersion(ModuleArchive archive, String from, List<RuleViolation> violations) {
        Artifact stored = artifacts.find(new ModuleKey(archive.id(), archive.version()));
        if (stored != null && !stored.sha256().equals(archive.sha256())) {
            violations.add(new RuleViolation(
                    "version-taken",
                    archive.name(),
                    "version " + archive.version() + " of " + archive.id()
                            + " is stored with other content; give every build another version"));
        }
        boolean older =
                from != null && Version.parseVersion(archive.version()).compareTo(Version.parseVersion(from)) < 0;
        if (older) {
            violations.add(new RuleViolation(
                    "version-not-newer",
                    archive.name(),
                    "version " + archive.version() + " is older than " + from
                            + ", which serves; give it a higher version, or return to the one before by a rollback"));
        }
    }

    private List<String> missingModules(InstalledModule description) {
        if (description == null) {
            return List.of();
        }
        return description.requires().stream()
                .filter(id -> registry.installed().stream()
                        .noneMatch(module -> module.id().equals(id)))
                .map(id -> "it requires the module " + id + ", which is not installed: no tenant can enable it before")
                .toList();
    }

    private DeploymentPlan plan(Action action, String moduleId, String from, String to) {
        return plan(action, moduleId, from, to, NOTHING, List.of(), List.of(), "");
    }

    private DeploymentPlan plan(
            Action action,
            String moduleId,
            String from,
            String to,
            Rehearsal rehearsal,
            List<String> warnings,
            List<RuleViolation> violations,
            String sha256) {
        long affected = moduleId == null ? 0 : ask(mapper -> mapper.tenantsWith(moduleId));
        List<UUID> first =
                moduleId == null ? List.of() : ask(mapper -> mapper.firstTenantsWith(moduleId, TENANTS_SHOWN));
        List<String> refreshed = from == null ? List.of() : List.of(moduleId + " " + from);
        long world = ask(RolloutMapper::worldRevision);
        String id = digest(List.of(
                action,
                String.valueOf(moduleId),
                String.valueOf(from),
                String.valueOf(to),
                sha256,
                world,
                affected,
                rehearsal.migrations(),
                rehearsal.locks(),
                violations));
        return new DeploymentPlan(
                id,
                action,
                moduleId,
                from,
                to,
                DeploymentStep.of(action).stream().map(Enum::name).toList(),
                rehearsal.migrations(),
                rehearsal.locks(),
                refreshed,
                affected,
                first.stream().map(this::identifier).toList(),
                warnings,
                violations);
    }

    private <R> R ask(Function<RolloutMapper, R> question) {
        return database.read(system(), RolloutMapper.class, question);
    }

    private DeploymentRow running(String moduleId) {
        return database.read(system(), DeploymentMapper.class, mapper -> mapper.running(moduleId));
    }

    private static String digest(List<Object> world) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(world.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CallContext system() {
        return CallContext.system(null, "modules");
    }
}
