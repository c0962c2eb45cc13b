package org.stoa.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/**
 * Switches modules off for a tenant, and deletes what a tenant has in them. A purge is stored as a row that is PURGING
 * until no row of the tenant is left in the module's schema; purging again finishes what was interrupted.
 */
final class ModuleRemover {

    private final TenantStep.Listener steps;
    private final Database database;
    private final PlatformDatabase platform;
    private final Clock clock;

    ModuleRemover(Database database, PlatformDatabase platform, TenantStep.Listener steps, Clock clock) {
        this.steps = steps;
        this.database = database;
        this.platform = platform;
        this.clock = clock;
    }

    ModulePlan simulateDisable(CallContext context, ModulePlanner planner, String moduleId) {
        return plan(context, false, planner.disable(moduleId, rows(context)), Map.of());
    }

    ModulePlan disable(CallContext context, ModulePlanner planner, String moduleId) {
        steps.before(TenantStep.SWITCH_OFF, moduleId);
        List<Step> planned = database.write(context, TenantModuleMapper.class, (mapper, transaction) -> {
            mapper.lockTenant();
            Map<String, TenantModuleRow> rows = TenantModuleRow.byId(mapper.rows());
            List<Step> toDo = planner.disable(moduleId, rows);
            if (does(toDo, Action.DISABLE)) {
                mapper.disabled(moduleId, now());
                recordDisabled(rows.get(moduleId), transaction);
            }
            return toDo;
        });
        return plan(context, true, planned, Map.of());
    }

    ModulePlan simulatePurge(CallContext context, ModulePlanner planner, String moduleId) {
        List<Step> planned = planner.purge(moduleId, rows(context));
        requireSchema(context, planner, moduleId, planned);
        return plan(context, false, planned, Map.of());
    }

    ModulePlan purge(CallContext context, ModulePlanner planner, String moduleId) {
        requireSchema(context, planner, moduleId, planner.purge(moduleId, rows(context)));
        steps.before(TenantStep.BEGIN_PURGING, moduleId);
        List<Step> planned = database.write(context, TenantModuleMapper.class, (mapper, transaction) -> {
            mapper.lockTenant();
            Map<String, TenantModuleRow> rows = TenantModuleRow.byId(mapper.rows());
            List<Step> toDo = planner.purge(moduleId, rows);
            if (does(toDo, Action.DISABLE)) {
                recordDisabled(rows.get(moduleId), transaction);
            }
            if (does(toDo, Action.PURGE)) {
                mapper.purging(moduleId, now());
                transaction.changed(EnabledModules.tag(context.requireTenant()));
            }
            return toDo;
        });
        if (!does(planned, Action.PURGE)) {
            return plan(context, true, planned, Map.of());
        }
        UUID tenantId = context.requireTenant();
        steps.before(TenantStep.DELETE_ROWS, moduleId);
        Map<String, Long> rowsDeleted =
                schemaExists(context, moduleId) ? platform.purge(context, moduleId, tenantId) : Map.of();
        steps.before(TenantStep.FORGET, moduleId);
        forget(context, new ModulePurged(tenantId, moduleId, rowsDeleted));
        return plan(context, true, planned, rowsDeleted);
    }

    private void forget(CallContext context, ModulePurged outcome) {
        database.write(context, TenantModuleMapper.class, (mapper, transaction) -> {
            TenantModuleRow row = mapper.find(outcome.moduleId());
            if (mapper.purged(outcome.moduleId()) == 0) {
                return false;
            }
            transaction.audit(ModuleState.purged(row, outcome));
            transaction.publish(outcome);
            transaction.changed(EnabledModules.tag(outcome.tenantId()));
            return true;
        });
    }

    private static void recordDisabled(TenantModuleRow row, Transaction transaction) {
        transaction.audit(ModuleState.disabled(row));
        transaction.publish(new ModuleDisabled(row.tenantId(), row.moduleId(), row.moduleVersion()));
        transaction.changed(EnabledModules.tag(row.tenantId()));
    }

    /** Without the module and without its schema there is no telling whether the tenant's rows are gone. */
    private void requireSchema(CallContext context, ModulePlanner planner, String moduleId, List<Step> steps) {
        if (does(steps, Action.PURGE) && !planner.isInstalled(moduleId) && !schemaExists(context, moduleId)) {
            throw ProblemException.of(RegistryProblem.MODULE_SCHEMA_MISSING, moduleId)
                    .with("moduleId", moduleId);
        }
    }

    /** The schema of a module has the name of the module. A module without tables has none. */
    private boolean schemaExists(CallContext context, String moduleId) {
        return platform.read(context, AllTenantsMapper.class, mapper -> mapper.schemaExists(moduleId));
    }

    private Map<String, TenantModuleRow> rows(CallContext context) {
        return TenantModuleRow.byId(database.read(context, TenantModuleMapper.class, TenantModuleMapper::rows));
    }

    private static boolean does(List<Step> steps, Action action) {
        return steps.stream().anyMatch(step -> step.action() == action);
    }

    private static ModulePlan plan(CallContext context, boolean applied, List<Step> steps, Map<String, Long> rows) {
        return new ModulePlan(context.requireTenant(), applied, steps, List.of(), rows);
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
