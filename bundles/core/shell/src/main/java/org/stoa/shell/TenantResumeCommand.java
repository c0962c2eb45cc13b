package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;

/** {@code tenant:resume}. */
@Service
@Command(scope = "tenant", name = "resume", description = "Lets a suspended tenant work again.")
public final class TenantResumeCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of the tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Argument(index = 1, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--trial", description = "As TRIAL instead of ACTIVE")
    boolean trial;

    @Reference
    TenantService tenants;

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    void run(PrintStream out) {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        TenantStatus status = trial ? TenantStatus.TRIAL : TenantStatus.ACTIVE;
        Tenant changed = tenants.changeStatus(platform(), tenant.id(), status);
        out.println("Tenant " + changed.identifier() + " is " + changed.status() + ".");
    }
}
