package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.tenant.Tenant;

/** {@code module:enable}. */
@Service
@Command(
        scope = "module",
        name = "enable",
        description = "Enables a module for a tenant, and before it those it requires.")
public final class ModuleEnableCommand extends TenantModuleCommand {

    @Override
    void run(PrintStream out, Tenant tenant) {
        ModulePlan plan = registry.enable(inTenant(tenant.id()), tenant.id(), moduleId, false);
        PlanText.print(plan, out);
        String already = PlanText.changesNothing(plan) ? " already" : "";
        out.println("Module " + moduleId + " is" + already + " enabled for " + tenant.identifier() + ".");
    }
}
