package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** {@code user:create}. */
@Service
@Command(scope = "user", name = "create", description = "Adds a user to a tenant.")
public final class UserCreateCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of the tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Argument(index = 1, name = "email", required = true, description = "E-mail address")
    String email;

    @Argument(index = 2, name = "name", required = true, description = "Name, such as \"Eva Muster\"")
    String name;

    @Argument(index = 3, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--role", description = "Role in the whole tenant, such as \"Tenant Admin\"")
    @Completion(RoleCompleter.class)
    String role = "User";

    @Option(
            name = "--password",
            censor = true,
            description = "At least 12 characters; without it a link to set one is mailed to a person who is new")
    String password;

    @Reference
    TenantService tenants;

    @Reference
    UserService users;

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    void run(PrintStream out) {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        User user = users.create(inTenant(tenant.id()), email, name, password, role);
        out.println("User " + user.email() + " was added to " + tenant.identifier() + " as " + role + ", with the id "
                + user.id() + ".");
        if (password == null) {
            out.println("A person who is new to the platform gets an e-mail with a link to set a password.");
        }
    }
}
