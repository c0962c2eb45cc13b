package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/**
 * A command of the platform. Commands act for the platform itself, with every permission: who may open the shell may
 * use them. A refusal is shown in plain sentences and ends a remote call with a status other than 0.
 */
abstract class PlatformCommand implements Action {

    private static final String NAME = "shell";

    @Reference
    Session session;

    /** Does the work and prints what came of it. */
    abstract void run(PrintStream out) throws CommandException;

    /** The words behind the arguments, if the command has options that may stand there. */
    List<String> trailing() {
        return List.of();
    }

    @Override
    public final Object execute() throws CommandException {
        TrailingOptions.apply(this, trailing());
        try {
            run(session.getConsole());
            return null;
        } catch (ProblemException e) {
            throw refused(ProblemText.of(e));
        }
    }

    /** A call for the platform as a whole. */
    static CallContext platform() {
        return CallContext.system(null, NAME);
    }

    /** A call in the name of one tenant. */
    static CallContext inTenant(UUID tenantId) {
        return CallContext.system(tenantId, NAME);
    }

    /** Ends the command with a message. Karaf prints it without a stack trace only when it is this very class. */
    static CommandException refused(String text) {
        return new CommandException(text, text);
    }
}
