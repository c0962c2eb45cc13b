package org.stoa.data.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server process, as {@code postmaster.pid} in its data directory describes it. */
record RunningServer(ProcessHandle process, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** The server that runs on {@code data}, if one does. A file left over by a dead server counts for nothing. */
    static Optional<RunningServer> on(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(lines.get(PID_LINE).trim());
            int port = Integer.parseInt(lines.get(PORT_LINE).trim());
            return ProcessHandle.of(pid)
                    .filter(process -> servesFrom(process, data))
                    .map(process -> new RunningServer(process, port));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return isAlive(process);
    }

    long pid() {
        return process.pid();
    }

    /**
     * The process may be a stranger that was given the number of a server long gone. One that does not let itself be
     * looked at counts as the server: two servers on the same data would destroy it.
     */
    private static boolean servesFrom(ProcessHandle process, Path data) {
        if (!isAlive(process)) {
            return false;
        }
        ProcessHandle.Info info = process.info();
        boolean stranger =
                info.command().filter(program -> !program.endsWith("postgres")).isPresent();
        boolean elsewhere = info.arguments()
                .filter(arguments -> !List.of(arguments).contains(data.toString()))
                .isPresent();
        return !stranger && !elsewhere;
    }

    /** A process that has ended and whose end nobody has taken note of still counts as alive to Java. */
    private static boolean isAlive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException | StringIndexOutOfBoundsException e) {
            // not Linux, or gone in this moment
            return process.isAlive();
        }
    }
}
