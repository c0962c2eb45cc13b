package org.stoa.registry.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.platform.ModulePublication;
import org.stoa.registry.Installation;
import org.stoa.registry.PostgresModuleRegistry;
import org.stoa.registry.Rollout;
import org.stoa.registry.deployment.ModuleBundles.Phase;
import org.stoa.registry.deployment.ModuleBundles.Running;
import org.stoa.registry.deployment.RolloutMapper.Pin;

/**
 * Brings the bundles of this node to what is wanted: a new version is started beside the old one, serves as soon as it is
 * ready, and only then the old one leaves.
 */
final class LocalModules {

    private static final Logger LOG = LoggerFactory.getLogger(LocalModules.class);
    /** A version that failed is tried again after that: what it lacked may be there by then. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(60);

    private final PostgresModuleRegistry registry;
    private final ModuleBundles bundles;
    private final ArtifactStore artifacts;
    private final Supplier<ModulePublication> publication;
    private final Duration startLimit;
    private final Set<ModuleKey> trials = ConcurrentHashMap.newKeySet();
    private final Map<ModuleKey, String> unavailable = new ConcurrentHashMap<>();

    /**
     * @param publication answers null while nobody publishes resources
     * @param startLimit how long a version may take to become ready
     */
    LocalModules(
            PostgresModuleRegistry registry,
            ModuleBundles bundles,
            ArtifactStore artifacts,
            Supplier<ModulePublication> publication,
            Duration startLimit) {
        this.registry = registry;
        this.bundles = bundles;
        this.artifacts = artifacts;
        this.publication = publication;
        this.startLimit = startLimit;
    }

    /** What this node has come to with one module. */
    record Standing(boolean settled, List<String> ready, String problem) {}

    /** Has a version run on this node although nobody wants it yet. */
    void tryOut(ModuleKey key) {
        bundles.forgetFailure(key);
        trials.add(key);
    }

    /** Ends what {@link #tryOut} has begun. */
    void endTrial(ModuleKey key) {
        trials.remove(key);
    }

    /** Starts what is wanted and does not run, and sends away what runs and is not wanted. */
    void approach(List<Rollout> rollouts, List<Pin> pins) {
        registry.want(rollouts);
        Set<ModuleKey> wanted = wanted(rollouts, pins);
        wanted.forEach(this::start);
        Map<String, Rollout> byId = new HashMap<>();
        rollouts.forEach(rollout -> byId.put(rollout.moduleId(), rollout));
        for (ModuleKey key : bundles.keys()) {
            if (!wanted.contains(key) && mayLeave(byId.get(key.moduleId()))) {
                bundles.leave(key);
            }
        }
        unavailable.keySet().retainAll(wanted);
    }

    /** What this node has come to with a module; settled when all that is wanted is ready and nothing else is there. */
    Standing standing(Rollout rollout, List<Pin> pins) {
        Set<ModuleKey> wanted = wanted(List.of(rollout), pins);
        wanted.removeIf(key -> !key.moduleId().equals(rollout.moduleId()));
        List<String> ready = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        boolean settled = true;
        for (ModuleKey key : wanted) {
            if (isReady(key)) {
                ready.add(key.version());
            } else if (!trials.contains(key)) {
                settled = false;
                String problem = problem(key);
                if (problem != null) {
                    problems.add(key.version() + ": " + problem);
                }
            }
        }
        for (ModuleKey key : bundles.keys()) {
            if (key.moduleId().equals(rollout.moduleId()) && !wanted.contains(key)) {
                settled = false;
            }
        }
        return new Standing(
                settled, ready.stream().sorted().toList(), problems.isEmpty() ? null : String.join("; ", problems));
    }

    /** Whether a version runs here, with all it offers. */
    boolean isReady(ModuleKey key) {
        Running running = bundles.find(key);
        if (running == null || running.phase() != Phase.STARTED) {
            return false;
        }
        Installation installation = registry.installation(key.moduleId(), key.version());
        if (installation == null || installation.description().state() != State.READY) {
            return false;
        }
        ModulePublication published = publication.get();
        return published == null || published.isPublished(key.moduleId(), key.version());
    }

    /** Why a version does not run here, or null while it may still come. */
    String problem(ModuleKey key) {
        String missing = unavailable.get(key);
        if (missing != null) {
            return missing;
        }
        Running running = bundles.find(key);
        if (running == null) {
            return null;
        }
        if (running.phase() == Phase.FAILED) {
            return running.problem();
        }
        Installation installation = registry.installation(key.moduleId(), key.version());
        if (installation != null && installation.description().state() == State.FAILED) {
            return installation.description().problem();
        }
        boolean late = System.nanoTime() - running.since() > startLimit.toNanos();
        if (!late || isReady(key)) {
            return null;
        }
        return running.phase() == Phase.STARTING
                ? "its activator did not return within " + startLimit.toSeconds() + " s"
                : "it was not ready within " + startLimit.toSeconds() + " s: "
                        + lacking(installation, running.bundle());
    }

    /** Whether no bundle of a version is left. */
    boolean isGone(ModuleKey key) {
        return bundles.find(key) == null;
    }

    /** Modules of which there is a bundle. */
    Set<String> present() {
        Set<String> ids = new HashSet<>();
        bundles.keys().forEach(key -> ids.add(key.moduleId()));
        return ids;
    }

    private Set<ModuleKey> wanted(List<Rollout> rollouts, List<Pin> pins) {
        Set<ModuleKey> wanted = new HashSet<>(trials);
        Set<String> installed = new HashSet<>();
        for (Rollout rollout : rollouts) {
            if (rollout.version() == null) {
                continue;
            }
            installed.add(rollout.moduleId());
            wanted.add(new ModuleKey(rollout.moduleId(), rollout.version()));
            if (rollout.candidate() != null) {
                wanted.add(new ModuleKey(rollout.moduleId(), rollout.candidate()));
            }
        }
        pins.stream()
                .filter(pin -> installed.contains(pin.moduleId()))
                .forEach(pin -> wanted.add(new ModuleKey(pin.moduleId(), pin.version())));
        return wanted;
    }

    private void start(ModuleKey key) {
        Running running = bundles.find(key);
        if (running != null) {
            boolean again = running.phase() == Phase.FAILED
                    && System.nanoTime() - running.since() > PAUSE_AFTER_FAILURE.toNanos();
            if (again) {
                bundles.forgetFailure(key);
            }
            return;
        }
        try {
            bundles.start(key, artifacts.bundle(key));
            unavailable.remove(key);
        } catch (RuntimeException e) {
            if (!e.getMessage().equals(unavailable.put(key, e.getMessage()))) {
                LOG.error("Module {} cannot be started: {}", key, e.getMessage());
            }
        }
    }

    /** The old version stays until the new one can serve. */
    private boolean mayLeave(Rollout rollout) {
        return rollout == null
                || rollout.version() == null
                || isReady(new ModuleKey(rollout.moduleId(), rollout.version()));
    }

    private static String lacking(Installation installation, Bundle bundle) {
        if (installation == null) {
            return "no ModuleDefinition was registered; a component of " + bundle.getSymbolicName()
                    + " lacks a service (scr:list in the shell shows which)";
        }
        return "its ModuleDefinition, migrations or resources are not done; the log of this node says more";
    }
}
