package org.stoa.shell;

import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.platform.AllTenantModules.Progress;

/** {@code module:disable-all}. */
@Service
@Command(
        scope = "module",
        name = "disable-all",
        description =
                "Switches a module off for every tenant and keeps its data; repeated, it goes on where it stopped.")
public final class ModuleDisableAllCommand extends AllTenantsModuleCommand {

    @Override
    String outcome() {
        return "off";
    }

    @Override
    Progress apply(Consumer<Progress> listener) {
        return allTenants.disable(platform(), moduleId, listener);
    }
}
