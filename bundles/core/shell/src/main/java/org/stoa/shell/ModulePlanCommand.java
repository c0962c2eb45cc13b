package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.tenant.Tenant;

/** {@code module:plan}. */
@Service
@Command(
        scope = "module",
        name = "plan",
        description = "Shows what enabling a module for a tenant would do and what is missing for it; changes nothing.")
public final class ModulePlanCommand extends TenantModuleCommand {

    @Override
    void run(PrintStream out, Tenant tenant) {
        ModulePlan plan = registry.enable(inTenant(tenant.id()), tenant.id(), moduleId, true);
        PlanText.print(plan, out);
        if (PlanText.changesNothing(plan)) {
            out.println("Nothing to do.");
        } else if (plan.missingFields().isEmpty()) {
            out.println("To do it: module:enable " + tenant.identifier() + " " + moduleId);
        }
    }
}
