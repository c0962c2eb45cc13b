package org.stoa.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.ProblemException;

/**
 * Works out what enabling, disabling or purging a module takes, from what is installed and what the tenant has. Decides
 * only: it neither reads nor writes.
 */
final class ModulePlanner {

    private static final String ASKED_FOR = "asked for";

    private final Map<String, InstalledModule> installed;
    private final ModuleGraph graph;

    /** @param installed the modules by id */
    ModulePlanner(Map<String, InstalledModule> installed) {
        this.installed = installed;
        this.graph = new ModuleGraph(installed.values().stream()
                .collect(Collectors.toUnmodifiableMap(InstalledModule::id, InstalledModule::requires)));
    }

    boolean isInstalled(String moduleId) {
        return installed.containsKey(moduleId);
    }

    /** The module and those installed that need it, directly or through others; itself first. */
    List<String> withDependents(String moduleId) {
        List<String> modules = new ArrayList<>(graph.dependents(moduleId, installed.keySet()));
        modules.add(moduleId);
        Collections.reverse(modules);
        return List.copyOf(modules);
    }

    /**
     * The tenant fields that the module and everything it requires ask for, by module.
     *
     * @throws ProblemException {@code module-not-found} or {@code module-cycle}
     */
    Map<String, List<String>> requiredTenantFields(String moduleId) {
        return graph.inOrder(moduleId).stream()
                .collect(Collectors.toUnmodifiableMap(
                        id -> id, id -> installed.get(id).requiredTenantFields()));
    }

    /**
     * Enables what the module requires, then the module.
     *
     * @throws ProblemException {@code module-not-found}, {@code module-cycle}, {@code module-not-ready} or
     *     {@code module-purging}
     */
    List<Step> enable(String moduleId, Map<String, TenantModuleRow> rows) {
        List<String> needed = graph.inOrder(moduleId);
        List<Step> steps = new ArrayList<>();
        for (String id : needed) {
            TenantModuleRow row = rows.get(id);
            if (row != null && row.status() == Status.PURGING) {
                throw ProblemException.of(RegistryProblem.MODULE_PURGING, id).with("moduleId", id);
            }
            boolean enabled = row != null && row.status() == Status.ENABLED;
            steps.add(
                    enabled
                            ? step(Action.KEEP, id, "is enabled already")
                            : step(Action.ENABLE, id, reason(id, moduleId, needed)));
        }
        if (steps.stream().anyMatch(step -> step.action() == Action.ENABLE)) {
            needed.forEach(this::requireReady);
        }
        return List.copyOf(steps);
    }

    /**
     * Disables the module alone.
     *
     * @throws ProblemException {@code module-not-found} or {@code module-required}
     */
    List<Step> disable(String moduleId, Map<String, TenantModuleRow> rows) {
        TenantModuleRow row = known(moduleId, rows);
        if (row == null || !row.isEnabledOrEnabling()) {
            return List.of(step(Action.KEEP, moduleId, row, "is not enabled"));
        }
        refuseWhileRequired(moduleId, rows);
        return List.of(step(Action.DISABLE, moduleId, row, ASKED_FOR));
    }

    /**
     * Disables the module if need be, then deletes what the tenant has in it.
     *
     * @throws ProblemException {@code module-not-found} or {@code module-required}
     */
    List<Step> purge(String moduleId, Map<String, TenantModuleRow> rows) {
        TenantModuleRow row = known(moduleId, rows);
        if (row == null) {
            return List.of(step(Action.KEEP, moduleId, null, "has no data: it was never enabled, or was purged"));
        }
        String because = installed.containsKey(moduleId) ? ASKED_FOR : "asked for; not installed, but its data is kept";
        if (!row.isEnabledOrEnabling()) {
            return List.of(step(Action.PURGE, moduleId, row, because));
        }
        refuseWhileRequired(moduleId, rows);
        return List.of(
                step(Action.DISABLE, moduleId, row, "is enabled, and a module is purged only when it is off"),
                step(Action.PURGE, moduleId, row, because));
    }

    private TenantModuleRow known(String moduleId, Map<String, TenantModuleRow> rows) {
        TenantModuleRow row = rows.get(moduleId);
        if (row == null && !installed.containsKey(moduleId)) {
            throw ProblemException.of(RegistryProblem.MODULE_NOT_FOUND, moduleId)
                    .with("moduleId", moduleId);
        }
        return row;
    }

    private void requireReady(String moduleId) {
        InstalledModule module = installed.get(moduleId);
        if (module.state() != State.READY) {
            throw ProblemException.of(RegistryProblem.MODULE_NOT_READY, moduleId)
                    .with("moduleId", moduleId)
                    .with("state", module.state().name());
        }
    }

    private void refuseWhileRequired(String moduleId, Map<String, TenantModuleRow> rows) {
        Set<String> active = rows.values().stream()
                .filter(TenantModuleRow::isEnabledOrEnabling)
                .map(TenantModuleRow::moduleId)
                .collect(Collectors.toSet());
        List<String> dependents = graph.dependents(moduleId, active);
        if (!dependents.isEmpty()) {
            throw ProblemException.of(RegistryProblem.MODULE_REQUIRED, moduleId, String.join(", ", dependents))
                    .with("moduleId", moduleId)
                    .with("dependents", dependents);
        }
    }

    private String reason(String id, String target, List<String> needed) {
        if (id.equals(target)) {
            return ASKED_FOR;
        }
        return "required by " + String.join(" and ", graph.requiring(id, needed));
    }

    private Step step(Action action, String moduleId, String because) {
        return new Step(action, moduleId, installed.get(moduleId).version(), because);
    }

    private Step step(Action action, String moduleId, TenantModuleRow row, String because) {
        InstalledModule module = installed.get(moduleId);
        return new Step(action, moduleId, module == null ? row.moduleVersion() : module.version(), because);
    }
}
