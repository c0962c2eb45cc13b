package org.stoa.shell;

import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.platform.AllTenantModules.Progress;

/** {@code module:enable-all}. */
@Service
@Command(
        scope = "module",
        name = "enable-all",
        description =
                "Enables a module for every tenant, and before it those it requires; repeated, it goes on where it stopped.")
public final class ModuleEnableAllCommand extends AllTenantsModuleCommand {

    @Override
    String outcome() {
        return "enabled";
    }

    @Override
    Progress apply(Consumer<Progress> listener) {
        return allTenants.enable(platform(), moduleId, listener);
    }
}
