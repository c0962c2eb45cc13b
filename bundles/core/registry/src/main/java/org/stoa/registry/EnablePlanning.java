package org.stoa.registry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Plans to enable one module for one tenant, with what is installed and what the tenant has filled in when it is made. */
final class EnablePlanning {

    private final UUID tenantId;
    private final String moduleId;
    private final ModulePlanner planner;
    private final Map<String, List<String>> required;
    private final Set<String> empty;

    /** @throws ProblemException {@code module-not-found}, {@code module-cycle}; 404 {@code not-found} for the tenant */
    EnablePlanning(CallContext context, UUID tenantId, String moduleId, ModulePlanner planner, TenantFields fields) {
        this.tenantId = tenantId;
        this.moduleId = moduleId;
        this.planner = planner;
        this.required = planner.requiredTenantFields(moduleId);
        Set<String> paths =
                required.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        this.empty = Set.copyOf(fields.missing(context, tenantId, paths));
    }

    /** The module asked for. */
    String moduleId() {
        return moduleId;
    }

    /** What would be done, with what has to be filled in before. */
    ModulePlan simulated(List<TenantModuleRow> rows) {
        List<Step> steps = steps(rows);
        return new ModulePlan(tenantId, false, steps, List.copyOf(missing(steps).keySet()), Map.of());
    }

    /**
     * What will be done.
     *
     * @throws ProblemException 400 {@code tenant-details-incomplete}
     */
    ModulePlan applicable(List<TenantModuleRow> rows) {
        List<Step> steps = steps(rows);
        SortedMap<String, String> missing = missing(steps);
        if (missing.isEmpty()) {
            return new ModulePlan(tenantId, true, steps, List.of(), Map.of());
        }
        ProblemException problem = ProblemException.of(
                        RegistryProblem.TENANT_DETAILS_INCOMPLETE, String.join(", ", missing.keySet()))
                .with("missingFields", List.copyOf(missing.keySet()));
        missing.forEach((path, module) -> problem.withField(path, "is needed by the module " + module));
        throw problem;
    }

    private List<Step> steps(List<TenantModuleRow> rows) {
        return planner.enable(moduleId, TenantModuleRow.byId(rows));
    }

    /** The empty fields that the modules to be enabled ask for, each with the first module that asks for it. */
    private SortedMap<String, String> missing(List<Step> steps) {
        SortedMap<String, String> missing = new TreeMap<>();
        for (Step step : steps) {
            if (step.action() != Action.ENABLE) {
                continue;
            }
            for (String path : required.get(step.moduleId())) {
                if (empty.contains(path)) {
                    missing.putIfAbsent(path, step.moduleId());
                }
            }
        }
        return missing;
    }
}
