package org.stoa.shell;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.karaf.shell.support.CommandException;

/** Runs commands on a platform in memory. */
abstract class ShellTestBase {

    final FakePlatform platform = new FakePlatform();

    /** What the command printed. */
    static String run(PlatformCommand command) throws CommandException {
        FakeSession session = new FakeSession();
        command.session = session;
        command.execute();
        return session.printed();
    }

    /** What the command printed before it was refused, and the refusal as Karaf prints it. */
    static String refusal(PlatformCommand command) {
        FakeSession session = new FakeSession();
        command.session = session;
        CommandException refused = catchThrowableOfType(CommandException.class, command::execute);
        return session.printed() + refused.getNiceHelp();
    }
}
