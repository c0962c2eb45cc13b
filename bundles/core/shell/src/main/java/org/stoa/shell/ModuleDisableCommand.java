package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.tenant.Tenant;

/** {@code module:disable}. */
@Service
@Command(
        scope = "module",
        name = "disable",
        description = "Switches a module off for a tenant and keeps its data; module:enable brings it back.")
public final class ModuleDisableCommand extends TenantModuleCommand {

    @Override
    void run(PrintStream out, Tenant tenant) {
        ModulePlan plan = registry.disable(inTenant(tenant.id()), tenant.id(), moduleId, false);
        PlanText.print(plan, out);
        String outcome = PlanText.changesNothing(plan)
                ? " is already off for " + tenant.identifier() + "."
                : " is off for " + tenant.identifier() + "; its data is kept.";
        out.println("Module " + moduleId + outcome);
    }
}
