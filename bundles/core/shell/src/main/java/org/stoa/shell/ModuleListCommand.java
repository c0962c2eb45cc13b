package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** {@code module:list}. */
@Service
@Command(scope = "module", name = "list", description = "Lists the installed modules, or what each is to one tenant.")
public final class ModuleListCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", description = "Identifier or id of a tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Reference
    TenantService tenants;

    @Reference
    ModuleRegistry registry;

    @Override
    void run(PrintStream out) {
        if (idOrIdentifier == null) {
            listInstalled(out);
        } else {
            listForTenant(out);
        }
    }

    private void listInstalled(PrintStream out) {
        List<InstalledModule> installed = registry.installed();
        ShellTable table = new ShellTable().emptyTableText("There is no module installed.");
        table.column("Module");
        table.column("Name");
        table.column("Version");
        table.column("State");
        table.column("Requires");
        for (InstalledModule module : installed) {
            table.addRow()
                    .addContent(
                            module.id(),
                            module.name(),
                            module.version(),
                            module.state(),
                            Text.of(module.requires().stream().sorted().toList()));
        }
        table.print(out);
        installed.stream()
                .filter(module -> module.problem() != null)
                .forEach(module ->
                        out.println(module.id() + " " + module.version() + " was refused: " + module.problem()));
    }

    private void listForTenant(PrintStream out) {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        Set<String> installed =
                registry.installed().stream().map(InstalledModule::id).collect(Collectors.toSet());
        ShellTable table = new ShellTable().emptyTableText("There is no module installed.");
        table.column("Module");
        table.column("Name");
        table.column("Status");
        table.column("Version");
        table.column("Enabled");
        for (TenantModule module : registry.modules(inTenant(tenant.id()), tenant.id())) {
            String name = installed.contains(module.moduleId()) ? module.name() : "(not installed any more)";
            table.addRow()
                    .addContent(
                            module.moduleId(), name, module.status(), module.version(), Text.of(module.enabledAt()));
        }
        table.print(out);
    }
}
