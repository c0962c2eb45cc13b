package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.people.UserStatus;

/** {@code user:resume}. */
@Service
@Command(scope = "user", name = "resume", description = "Lets a suspended user work in the tenant again.")
public final class UserResumeCommand extends UserStatusCommand {

    @Override
    void run(PrintStream out) throws CommandException {
        change(UserStatus.ACTIVE, out);
    }
}
