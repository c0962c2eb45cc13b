package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.people.UserStatus;

/** {@code user:suspend}. */
@Service
@Command(scope = "user", name = "suspend", description = "Locks a user out of a tenant at once.")
public final class UserSuspendCommand extends UserStatusCommand {

    @Override
    void run(PrintStream out) throws CommandException {
        change(UserStatus.SUSPENDED, out);
    }
}
