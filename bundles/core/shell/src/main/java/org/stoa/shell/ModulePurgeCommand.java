package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.tenant.Tenant;

/** {@code module:purge}. */
@Service
@Command(
        scope = "module",
        name = "purge",
        description = "Deletes everything a tenant has in a module, for good. Shows the plan unless --yes is given.")
public final class ModulePurgeCommand extends TenantModuleCommand {

    @Argument(index = 2, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--yes", description = "Do it")
    boolean confirmed;

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    void run(PrintStream out, Tenant tenant) throws CommandException {
        ModulePlan plan = registry.purge(inTenant(tenant.id()), tenant.id(), moduleId, !confirmed);
        PlanText.print(plan, out);
        if (PlanText.changesNothing(plan)) {
            out.println("Nothing to do: " + tenant.identifier() + " has nothing in " + moduleId + ".");
            return;
        }
        if (!confirmed) {
            throw refused("Nothing was deleted. To delete everything that " + tenant.identifier() + " has in "
                    + moduleId + " for good: module:purge " + tenant.identifier() + " " + moduleId + " --yes");
        }
        out.println("Nothing of " + tenant.identifier() + " is left in " + moduleId + ".");
    }
}
