package org.stoa.subscription.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Modules of tenants without a registry. */
final class MemoryModules implements ModuleRegistry {

    private final Map<String, Set<String>> requires = new TreeMap<>();
    private final Map<UUID, Set<String>> enabled = new TreeMap<>();
    /** Modules that no tenant has filled in enough for. */
    final Set<String> incomplete = new TreeSet<>();

    MemoryModules install(String moduleId, String... required) {
        requires.put(moduleId, Set.of(required));
        return this;
    }

    synchronized Set<String> enabled(UUID tenantId) {
        return new TreeSet<>(enabled.getOrDefault(tenantId, Set.of()));
    }

    @Override
    public List<InstalledModule> installed() {
        return requires.entrySet().stream()
                .map(module -> new InstalledModule(
                        module.getKey(),
                        module.getKey(),
                        "",
                        "1.0.0",
                        InstalledModule.State.READY,
                        null,
                        module.getValue(),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
    }

    @Override
    public Availability availability(UUID tenantId, String moduleId) {
        return enabled(tenantId).contains(moduleId) ? Availability.ENABLED : Availability.DISABLED;
    }

    @Override
    public List<TenantModule> modules(CallContext context, UUID tenantId) {
        Set<String> on = enabled(tenantId);
        return requires.keySet().stream()
                .map(id -> new TenantModule(
                        tenantId,
                        id,
                        id,
                        "1.0.0",
                        on.contains(id) ? TenantModule.Status.ENABLED : TenantModule.Status.DISABLED,
                        null,
                        null))
                .toList();
    }

    @Override
    public synchronized ModulePlan enable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        if (!requires.containsKey(moduleId)) {
            throw ProblemException.of(CommonProblem.NOT_FOUND, moduleId);
        }
        List<String> missing = incomplete.contains(moduleId) ? List.of("company.legalName") : List.of();
        if (!simulate && !missing.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID_REQUEST, "incomplete")
                    .with("missingFields", missing);
        }
        List<String> all = new ArrayList<>(requires.get(moduleId));
        all.add(moduleId);
        if (!simulate) {
            enabled.computeIfAbsent(tenantId, id -> new TreeSet<>()).addAll(all);
        }
        return new ModulePlan(tenantId, !simulate, List.of(), missing, Map.of());
    }

    @Override
    public synchronized ModulePlan disable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        boolean required =
                enabled(tenantId).stream().anyMatch(other -> requires.get(other).contains(moduleId));
        if (required) {
            throw ProblemException.of(CommonProblem.CONFLICT, "required");
        }
        if (!simulate) {
            enabled.getOrDefault(tenantId, new TreeSet<>()).remove(moduleId);
        }
        return new ModulePlan(tenantId, !simulate, List.of(), List.of(), Map.of());
    }

    @Override
    public ModulePlan purge(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        throw new UnsupportedOperationException();
    }
}
