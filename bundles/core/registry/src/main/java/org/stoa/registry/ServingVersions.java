package org.stoa.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.stoa.api.platform.ModuleVersions;

/** Answers from memory which version serves whom: what is wanted, as far as it is ready on this node. */
final class ServingVersions implements ModuleVersions {

    private final ModuleCatalog catalog;
    private final EnabledModules enabled;
    private final CandidateHealth health;
    private volatile Map<String, Rollout> rollouts = Map.of();

    ServingVersions(ModuleCatalog catalog, EnabledModules enabled, CandidateHealth health) {
        this.catalog = catalog;
        this.enabled = enabled;
        this.health = health;
    }

    /** Takes over what is wanted. */
    void want(Collection<Rollout> wanted) {
        rollouts = wanted.stream().collect(Collectors.toUnmodifiableMap(Rollout::moduleId, Function.identity()));
        catalog.prefer(wanted.stream()
                .filter(rollout -> rollout.version() != null)
                .collect(Collectors.toUnmodifiableMap(Rollout::moduleId, Rollout::version)));
        health.watch(wanted);
    }

    @Override
    public String serving(String moduleId, UUID tenantId) {
        Map<String, Installation> ready = catalog.ready(moduleId);
        if (ready.size() <= 1) {
            return ready.isEmpty() ? null : ready.keySet().iterator().next();
        }
        Rollout rollout = rollouts.get(moduleId);
        if (rollout == null) {
            return latest(ready.keySet());
        }
        String pin = tenantId == null ? null : enabled.pin(tenantId, moduleId);
        if (isReady(pin, ready)) {
            return pin;
        }
        if (isReady(rollout.candidate(), ready) && rollout.isInShare(tenantId)) {
            return rollout.candidate();
        }
        if (isReady(rollout.version(), ready)) {
            return rollout.version();
        }
        return isReady(rollout.previous(), ready) ? rollout.previous() : latest(ready.keySet());
    }

    @Override
    public boolean isManaged(String symbolicName) {
        Installation installation = catalog.find(ModuleRules.idOf(symbolicName));
        return installation != null && installation.source().symbolicName().equals(symbolicName);
    }

    @Override
    public boolean isEnabled(String moduleId, UUID tenantId, Instant since) {
        return enabled.contains(tenantId, moduleId, since);
    }

    @Override
    public void answered(String moduleId, String version, boolean failed) {
        health.answered(moduleId, version, failed);
    }

    private static boolean isReady(String version, Map<String, Installation> ready) {
        return version != null && ready.containsKey(version);
    }

    private static String latest(Set<String> versions) {
        return versions.stream()
                .max(Comparator.comparing(Version::parseVersion))
                .orElseThrow();
    }
}
