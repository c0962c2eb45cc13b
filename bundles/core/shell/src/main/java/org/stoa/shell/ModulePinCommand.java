package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** {@code module:pin}. */
@Service
@Command(scope = "module", name = "pin", description = "Keeps a tenant on a version of a module, or lets it go.")
public final class ModulePinCommand extends PlatformCommand {

    private static final String NONE = "none";

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of a tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Argument(index = 1, name = "module", required = true, description = "Id of a module")
    @Completion(ModuleCompleter.class)
    String moduleId;

    @Argument(index = 2, name = "version", required = true, description = "A version that runs; none to let it go")
    String version;

    @Reference
    TenantService tenants;

    @Reference
    ModuleDeployment deployments;

    @Override
    void run(PrintStream out) throws CommandException {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        deployments.pin(platform(), moduleId, tenant.id(), version.equals(NONE) ? null : version);
        out.println(
                version.equals(NONE)
                        ? tenant.identifier() + " has the version of " + moduleId + " that the others have."
                        : tenant.identifier() + " stays on " + moduleId + " " + version + ".");
    }
}
