package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** A command about one module of one tenant. */
abstract class TenantModuleCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of the tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Argument(index = 1, name = "module", required = true, description = "Id of the module")
    @Completion(ModuleCompleter.class)
    String moduleId;

    @Reference
    TenantService tenants;

    @Reference
    ModuleRegistry registry;

    abstract void run(PrintStream out, Tenant tenant) throws CommandException;

    @Override
    final void run(PrintStream out) throws CommandException {
        run(out, tenants.get(platform(), idOrIdentifier));
    }
}
