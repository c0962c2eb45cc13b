package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** {@code user:list}. */
@Service
@Command(scope = "user", name = "list", description = "Lists the users of a tenant, newest first.")
public final class UserListCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of the tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Argument(index = 1, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--limit", description = "How many at most")
    int limit = Listing.DEFAULT_LIMIT;

    @Reference
    TenantService tenants;

    @Reference
    UserService users;

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    void run(PrintStream out) throws CommandException {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        List<User> found = Listing.upTo(limit, page -> users.list(inTenant(tenant.id()), page));
        ShellTable table = new ShellTable().emptyTableText("The tenant has no user.");
        table.column("E-mail");
        table.column("Name");
        table.column("Status");
        table.column("Roles");
        table.column("Last login");
        table.column("Id");
        for (User user : Listing.shown(found, limit)) {
            table.addRow()
                    .addContent(
                            user.email(),
                            Text.of(user.displayName()),
                            user.status(),
                            Text.of(user.roles()),
                            Text.of(user.lastLoginAt()),
                            user.id());
        }
        table.print(out);
        Listing.tellMore(found, limit, out);
    }
}
