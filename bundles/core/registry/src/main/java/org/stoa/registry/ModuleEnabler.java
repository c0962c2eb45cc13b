package org.stoa.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Database;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Permissions;

/**
 * Enables modules for a tenant in three acts: the plan is stored as rows that are ENABLING; each module is seeded, in
 * transactions of its own; its row becomes ENABLED, together with its audit entry and its event. Whatever interrupts
 * this leaves rows that are ENABLING, and enabling the module again finishes them.
 */
final class ModuleEnabler {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleEnabler.class);

    /**
     * The first act, as it is stored under the client's idempotency key.
     *
     * @param at a module that is off and was last enabled before this instant was given up by this plan
     */
    record Begun(ModulePlan plan, Instant at) {}

    private final TenantStep.Listener steps;
    private final Database database;
    private final ModuleCatalog catalog;
    private final Clock clock;

    ModuleEnabler(Database database, ModuleCatalog catalog, TenantStep.Listener steps, Clock clock) {
        this.steps = steps;
        this.database = database;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Applies a plan; only the first act is done under the context's idempotency key. */
    ModulePlan enable(CallContext context, EnablePlanning planning) {
        CallContext unkeyed = context.withIdempotencyKey(null);
        Begun begun = begin(context, planning);
        if (context.idempotencyKey() != null && wasGivenUp(unkeyed, begun)) {
            begun = begin(unkeyed, planning);
        }
        List<String> pending = toEnable(begun.plan());
        for (int done = 0; done < pending.size(); done++) {
            try {
                finish(unkeyed, pending.get(done));
            } catch (RuntimeException e) {
                giveUp(unkeyed, pending.subList(done, pending.size()));
                throw e;
            }
        }
        return begun.plan();
    }

    private Begun begin(CallContext context, EnablePlanning planning) {
        steps.before(TenantStep.BEGIN_ENABLING, planning.moduleId());
        return database.write(context, TenantModuleMapper.class, (mapper, transaction) -> {
            mapper.lockTenant();
            List<TenantModuleRow> rows = mapper.rows();
            ModulePlan plan = planning.applicable(rows);
            Instant now = now();
            Map<String, TenantModuleRow> known = TenantModuleRow.byId(rows);
            for (Step step : plan.steps()) {
                if (step.action() != Action.ENABLE) {
                    continue;
                }
                transaction.changed(EnabledModules.tag(plan.tenantId()));
                if (known.containsKey(step.moduleId())) {
                    mapper.enabling(step.moduleId(), now);
                } else {
                    mapper.insert(TenantModuleRow.enabling(plan.tenantId(), step.moduleId(), step.version(), now));
                }
            }
            return new Begun(plan, now);
        });
    }

    /** Whether a plan that comes back for a repeated idempotency key could not be carried out the first time. */
    private boolean wasGivenUp(CallContext context, Begun begun) {
        Map<String, TenantModuleRow> rows =
                TenantModuleRow.byId(database.read(context, TenantModuleMapper.class, TenantModuleMapper::rows));
        return toEnable(begun.plan()).stream()
                .map(rows::get)
                .anyMatch(row -> row != null
                        && row.status() == Status.DISABLED
                        && (row.enabledAt() == null || row.enabledAt().isBefore(begun.at())));
    }

    private void finish(CallContext context, String moduleId) {
        TenantModuleRow row = database.read(context, TenantModuleMapper.class, mapper -> mapper.find(moduleId));
        if (row == null || row.status() != Status.ENABLING) {
            return;
        }
        Installation installation = catalog.find(moduleId);
        if (installation == null || !installation.isReady()) {
            throw ProblemException.of(RegistryProblem.MODULE_NOT_READY, moduleId)
                    .with("moduleId", moduleId);
        }
        steps.before(TenantStep.SEED, moduleId);
        seed(installation, context);
        steps.before(TenantStep.SETTLE, moduleId);
        String version = installation.description().version();
        boolean settled = database.write(context, TenantModuleMapper.class, (mapper, transaction) -> {
            if (mapper.enabled(moduleId, version, row.version(), now()) == 1) {
                transaction.audit(ModuleState.enabled(row, version));
                transaction.publish(new ModuleEnabled(row.tenantId(), moduleId, version));
                transaction.changed(EnabledModules.tag(row.tenantId()));
                return true;
            }
            TenantModuleRow other = mapper.find(moduleId);
            return other != null && other.status() == Status.ENABLED;
        });
        if (!settled) {
            throw ProblemException.of(
                    CommonProblem.CONFLICT, "The modules of the tenant were changed at the same time. Try again.");
        }
    }

    /** The module acts for whoever enables it, and may do everything meanwhile: what it needs is not known to them. */
    private static void seed(Installation installation, CallContext context) {
        CallContext seeding = new CallContext(
                context.tenantId(), context.caller(), Permissions.all(), context.locale(), context.request(), null);
        try {
            installation.definition().seed(seeding);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Module {} could not be seeded for tenant {}", installation.id(), context.tenantId(), e);
            throw ProblemException.of(RegistryProblem.MODULE_SEED_FAILED, installation.id())
                    .with("moduleId", installation.id());
        }
    }

    /** Switches off what could not be enabled. Where even that fails, the rows stay ENABLING until the next try. */
    private void giveUp(CallContext context, List<String> moduleIds) {
        try {
            database.write(context, TenantModuleMapper.class, (mapper, transaction) -> {
                moduleIds.forEach(moduleId -> mapper.abandoned(moduleId, now()));
                transaction.changed(EnabledModules.tag(context.requireTenant()));
                return moduleIds.size();
            });
        } catch (RuntimeException e) {
            LOG.warn("Modules {} of tenant {} are half enabled: {}", moduleIds, context.tenantId(), e.getMessage());
        }
    }

    private static List<String> toEnable(ModulePlan plan) {
        return plan.steps().stream()
                .filter(step -> step.action() == Action.ENABLE)
                .map(Step::moduleId)
                .toList();
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
