package org.stoa.data.postgresql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom the programs of the server are run. PostgreSQL refuses to run as root: a process of root runs them in a user
 * namespace, where it is nobody in particular, or as the user nobody where user namespaces are not allowed.
 */
final class ServerUser {

    private static final Logger LOG = LoggerFactory.getLogger(ServerUser.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NOBODY = "65534";

    private final List<String> prefix;
    private final boolean owner;

    private ServerUser(List<String> prefix, boolean owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The user for this process, tried out. */
    static ServerUser forThisProcess() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        if (File.separatorChar == '\\' || !"0".equals(uid(directory, List.of()))) {
            return new ServerUser(List.of(), true);
        }
        ServerUser namespace = new ServerUser(List.of("unshare", "-U"), true);
        String inside = uid(directory, namespace.prefix);
        if (!inside.isEmpty() && !"0".equals(inside)) {
            return namespace;
        }
        return nobody(directory);
    }

    /** The user nobody, by setpriv. */
    static ServerUser nobody(Path directory) {
        ServerUser nobody =
                new ServerUser(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), false);
        if (!NOBODY.equals(uid(directory, nobody.prefix))) {
            throw new DatabaseStartException(
                    "PostgreSQL cannot run as root, and neither 'unshare -U' nor 'setpriv' works"
                            + " here to run it as somebody else. Start the platform as an ordinary user, or set"
                            + " STOA_DATABASE_URL to use a PostgreSQL server of yours.");
        }
        LOG.info("PostgreSQL runs as the user nobody.");
        return nobody;
    }

    /** The command line that runs {@code program} as this user. */
    List<String> command(Path program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Makes a file, or a directory and what is in it, this user's own. */
    void own(Path path) throws IOException {
        if (owner) {
            return;
        }
        ServerCommand.Outcome outcome =
                ServerCommand.run(Path.of("/"), LIMIT, List.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()));
        if (!outcome.succeeded()) {
            throw new DatabaseStartException("Cannot hand " + path + " to the user nobody: " + outcome.firstLines());
        }
    }

    /** Whether this user can run {@code program}; a directory on the way may be closed to it. */
    boolean canRun(Path program) throws IOException {
        return owner
                || ServerCommand.run(Path.of("/"), LIMIT, command(program, "--version"))
                        .succeeded();
    }

    private static String uid(Path directory, List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("id", "-u"));
        try {
            ServerCommand.Outcome outcome =
                    ServerCommand.run(Files.isDirectory(directory) ? directory : Path.of("/"), LIMIT, command);
            return outcome.succeeded() ? outcome.output().trim() : "";
        } catch (IOException e) {
            LOG.debug("{} does not work here", command, e);
            return "";
        }
    }
}
