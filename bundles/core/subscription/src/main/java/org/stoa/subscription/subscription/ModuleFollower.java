package org.stoa.subscription.subscription;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.Documents;
import org.stoa.subscription.subscription.SubscriptionOutcome.ModuleChange;

/**
 * Switches on the modules that a plan brings, and off again what only the plan has brought. A module that somebody has
 * switched on before stays on, and one that the tenant has switched off itself stays off.
 */
@Component(service = ModuleFollower.class)
public final class ModuleFollower {

    /** Written before a module is switched on: whoever finds it knows that the plan has brought the module. */
    private static final String PENDING = "pending";

    private static final TypeReference<PlanModule> PROBLEM = new TypeReference<>() {};

    private final Database database;
    private final ModuleRegistry registry;

    @Activate
    public ModuleFollower(@Reference Database database, @Reference ModuleRegistry registry) {
        this.database = database;
        this.registry = registry;
    }

    /**
     * Makes the modules of the tenant of the call those of its plan. Repeating it changes nothing.
     *
     * @param ofPlan ids of the modules of the plan; empty without a plan in force
     * @return those that could not be switched on or off
     */
    List<PlanModule> follow(CallContext context, Collection<String> ofPlan) {
        UUID tenantId = context.requireTenant();
        Set<String> wanted = withRequired(ofPlan);
        Map<String, PlanModuleMapper.Row> rows = rows(context);
        Set<String> enabled = enabled(context);
        for (String moduleId : wanted) {
            PlanModuleMapper.Row row = rows.get(moduleId);
            if (enabled.contains(moduleId)) {
                put(context, moduleId, row != null && row.brought(), null);
            } else if (row == null || row.problem() != null) {
                put(context, moduleId, true, new PlanModule(moduleId, PENDING, List.of()));
                put(
                        context,
                        moduleId,
                        true,
                        attempt(moduleId, () -> registry.enable(context, tenantId, moduleId, false)));
            }
        }
        disable(context, rows, wanted);
        return problems(context);
    }

    private void disable(CallContext context, Map<String, PlanModuleMapper.Row> rows, Set<String> wanted) {
        UUID tenantId = context.requireTenant();
        List<String> left = new ArrayList<>(rows.keySet());
        left.removeAll(wanted);
        // a module can go when those are gone that require it
        for (boolean progress = true; progress; ) {
            progress = false;
            for (String moduleId : List.copyOf(left)) {
                PlanModule problem =
                        rows.get(moduleId).brought() && enabled(context).contains(moduleId)
                                ? attempt(moduleId, () -> registry.disable(context, tenantId, moduleId, false))
                                : null;
                if (problem == null) {
                    write(context, mapper -> mapper.delete(tenantId, moduleId));
                    left.remove(moduleId);
                    progress = true;
                } else {
                    put(context, moduleId, true, problem);
                }
            }
        }
    }

    /** What {@link #follow} would do for other modules than the tenant has now. */
    List<ModuleChange> preview(CallContext context, Collection<String> ofPlan) {
        UUID tenantId = context.requireTenant();
        Set<String> wanted = withRequired(ofPlan);
        Map<String, PlanModuleMapper.Row> rows = rows(context);
        Set<String> enabled = enabled(context);
        List<ModuleChange> changes = new ArrayList<>();
        for (String moduleId : wanted) {
            PlanModuleMapper.Row row = rows.get(moduleId);
            if (!enabled.contains(moduleId) && (row == null || row.problem() != null)) {
                ModulePlan[] plan = new ModulePlan[1];
                PlanModule problem =
                        attempt(moduleId, () -> plan[0] = registry.enable(context, tenantId, moduleId, true));
                List<String> missing = problem == null ? plan[0].missingFields() : problem.missingFields();
                changes.add(new ModuleChange(moduleId, true, missing, problem == null ? null : problem.problem()));
            }
        }
        for (PlanModuleMapper.Row row : rows.values()) {
            if (!wanted.contains(row.moduleId()) && row.brought() && enabled.contains(row.moduleId())) {
                changes.add(new ModuleChange(row.moduleId(), false, List.of(), null));
            }
        }
        return changes;
    }

    /** The modules of the tenant's plan, and what stands in the way of them. */
    List<PlanModule> modules(CallContext context) {
        return rows(context).values().stream()
                .map(row -> row.problem() == null
                        ? new PlanModule(row.moduleId(), null, List.of())
                        : Documents.read(row.problem(), PROBLEM))
                .toList();
    }

    private List<PlanModule> problems(CallContext context) {
        return modules(context).stream()
                .filter(module -> module.problem() != null)
                .toList();
    }

    /** In the order in which they can be switched on. */
    private Set<String> withRequired(Collection<String> moduleIds) {
        Map<String, InstalledModule> installed = new HashMap<>();
        registry.installed().forEach(module -> installed.put(module.id(), module));
        Set<String> all = new LinkedHashSet<>();
        moduleIds.forEach(moduleId -> collect(moduleId, installed, all, new LinkedHashSet<>()));
        return all;
    }

    private static void collect(
            String moduleId, Map<String, InstalledModule> installed, Set<String> all, Set<String> path) {
        InstalledModule module = installed.get(moduleId);
        if (all.contains(moduleId) || !path.add(moduleId)) {
            return;
        }
        if (module != null) {
            module.requires().forEach(required -> collect(required, installed, all, path));
        }
        all.add(moduleId);
    }

    private Set<String> enabled(CallContext context) {
        return registry.modules(context, context.requireTenant()).stream()
                .filter(module -> module.status() == TenantModule.Status.ENABLED)
                .map(TenantModule::moduleId)
                .collect(Collectors.toSet());
    }

    /** What stands in the way, or null. */
    @SuppressWarnings("unchecked")
    private static PlanModule attempt(String moduleId, Runnable work) {
        try {
            work.run();
            return null;
        } catch (ProblemException e) {
            if (e.code().status() >= 500) {
                throw e;
            }
            Object missing = e.extensions().get("missingFields");
            return new PlanModule(
                    moduleId, e.code().code(), missing instanceof List<?> ? (List<String>) missing : List.of());
        }
    }

    private Map<String, PlanModuleMapper.Row> rows(CallContext context) {
        Map<String, PlanModuleMapper.Row> rows = new TreeMap<>();
        database.read(context, PlanModuleMapper.class, mapper -> mapper.all(context.requireTenant()))
                .forEach(row -> rows.put(row.moduleId(), row));
        return rows;
    }

    private void put(CallContext context, String moduleId, boolean brought, PlanModule problem) {
        PlanModuleMapper.Row row =
                new PlanModuleMapper.Row(moduleId, brought, problem == null ? null : Documents.write(problem));
        write(context, mapper -> mapper.put(context.requireTenant(), row));
    }

    private interface Change {
        int on(PlanModuleMapper mapper);
    }

    private void write(CallContext context, Change change) {
        database.write(context, PlanModuleMapper.class, (mapper, transaction) -> change.on(mapper));
    }
}
