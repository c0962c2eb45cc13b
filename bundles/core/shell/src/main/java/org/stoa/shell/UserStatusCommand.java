package org.stoa.shell;

import java.io.PrintStream;
import java.util.Locale;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** Changes whether one user of one tenant may work. */
abstract class UserStatusCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of the tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Argument(index = 1, name = "user", required = true, description = "E-mail address or id of the user")
    @Completion(UserCompleter.class)
    String emailOrId;

    @Reference
    TenantService tenants;

    @Reference
    UserService users;

    final void change(UserStatus status, PrintStream out) throws CommandException {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        CallContext context = inTenant(tenant.id());
        User user = users.changeStatus(context, userId(context, tenant), status);
        out.println("User " + user.email() + " of " + tenant.identifier() + " is " + user.status() + ".");
    }

    private UUID userId(CallContext context, Tenant tenant) throws CommandException {
        if (!emailOrId.contains("@")) {
            return parseId();
        }
        String email = emailOrId.toLowerCase(Locale.ROOT);
        PageRequest request = new PageRequest(PageRequest.MAX_LIMIT, null);
        while (request != null) {
            Page<User> page = users.list(context, request);
            for (User user : page.items()) {
                if (user.email().toLowerCase(Locale.ROOT).equals(email)) {
                    return user.id();
                }
            }
            request = Listing.next(page);
        }
        throw refused("Tenant " + tenant.identifier() + " has no user with the e-mail address " + emailOrId + ".");
    }

    private UUID parseId() throws CommandException {
        try {
            return UUID.fromString(emailOrId);
        } catch (IllegalArgumentException e) {
            throw refused("'" + emailOrId + "' is neither an e-mail address nor an id of a user.");
        }
    }
}
