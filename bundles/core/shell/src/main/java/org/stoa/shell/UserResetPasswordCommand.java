package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.people.UserService;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** {@code user:reset-password}. */
@Service
@Command(
        scope = "user",
        name = "reset-password",
        description = "Mails somebody a link to set a new password; the old one works until then.")
public final class UserResetPasswordCommand extends PlatformCommand {

    @Argument(index = 0, name = "email", required = true, description = "E-mail address")
    String email;

    @Argument(index = 1, name = "tenant", description = "Tenant whose own realm the person belongs to")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Reference
    TenantService tenants;

    @Reference
    UserService users;

    @Override
    void run(PrintStream out) {
        if (idOrIdentifier == null) {
            users.requestPasswordReset(platform(), email, null);
        } else {
            Tenant tenant = tenants.get(platform(), idOrIdentifier);
            users.requestPasswordReset(inTenant(tenant.id()), email, tenant.identifier());
        }
        out.println("If there is a person with the e-mail address " + email
                + ", a link to set a new password is on its way.");
    }
}
