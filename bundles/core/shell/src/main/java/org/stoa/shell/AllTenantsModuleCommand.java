package org.stoa.shell;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.platform.AllTenantModules;
import org.stoa.api.platform.AllTenantModules.Progress;

/** A command that changes one module for every tenant, and tells from time to time how far it is. */
abstract class AllTenantsModuleCommand extends PlatformCommand {

    private static final long TELL_EVERY = 1000;

    @Argument(index = 0, name = "module", required = true, description = "Id of the module")
    @Completion(ModuleCompleter.class)
    String moduleId;

    @Reference
    AllTenantModules allTenants;

    /** What the module is afterwards: enabled, or off. */
    abstract String outcome();

    abstract Progress apply(Consumer<Progress> listener);

    @Override
    final void run(PrintStream out) throws CommandException {
        Progress end = apply(progress -> {
            if (progress.tenants() % TELL_EVERY == 0 && progress.tenants() > 0) {
                out.println(progress.tenants() + " tenants, " + progress.changed() + " changed");
                out.flush();
            }
        });
        out.println("Module " + moduleId + " is " + outcome() + " for " + (end.tenants() - end.refused()) + " of "
                + end.tenants() + " tenants; " + end.changed() + " changed.");
        if (end.refused() > 0) {
            end.refusals().forEach(out::println);
            throw refused(end.refused() + " tenants were refused"
                    + (end.refused() > end.refusals().size() ? "; the first of them are shown." : "."));
        }
    }
}
