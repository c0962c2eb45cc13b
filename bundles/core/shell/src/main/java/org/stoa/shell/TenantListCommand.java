package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;

/** {@code tenant:list}. */
@Service
@Command(scope = "tenant", name = "list", description = "Lists the tenants, newest first.")
public final class TenantListCommand extends PlatformCommand {

    @Option(name = "--status", description = "Only those that are ACTIVE, TRIAL, SUSPENDED or INACTIVE")
    @Completion(StatusCompleter.class)
    String status;

    @Option(name = "--limit", description = "How many at most")
    int limit = Listing.DEFAULT_LIMIT;

    @Reference
    TenantService tenants;

    @Override
    void run(PrintStream out) throws CommandException {
        TenantStatus wanted = status == null ? null : StatusCompleter.parse(status);
        List<Tenant> found = Listing.upTo(limit, page -> tenants.list(platform(), wanted, page));
        ShellTable table = new ShellTable().emptyTableText("There is no tenant.");
        table.column("Identifier");
        table.column("Name");
        table.column("Status");
        table.column("Tier");
        table.column("Created");
        for (Tenant tenant : Listing.shown(found, limit)) {
            table.addRow()
                    .addContent(
                            tenant.identifier(),
                            tenant.name(),
                            tenant.status(),
                            tenant.tier(),
                            Text.of(tenant.createdAt()));
        }
        table.print(out);
        Listing.tellMore(found, limit, out);
    }
}
