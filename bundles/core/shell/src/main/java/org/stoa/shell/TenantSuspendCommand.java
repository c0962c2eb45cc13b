package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;

/** {@code tenant:suspend}. */
@Service
@Command(
        scope = "tenant",
        name = "suspend",
        description = "Locks everybody of a tenant out at once, running sessions and API keys too; its data is kept.")
public final class TenantSuspendCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of the tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Reference
    TenantService tenants;

    @Override
    void run(PrintStream out) {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        Tenant changed = tenants.changeStatus(platform(), tenant.id(), TenantStatus.SUSPENDED);
        out.println(
                "Tenant " + changed.identifier() + " is " + changed.status() + ": nobody of it can sign in or work.");
    }
}
