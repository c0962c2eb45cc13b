package org.stoa.data.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done with the programs of one installation to the data in one directory. */
final class ServerPrograms {

    private static final Pattern MAJOR_VERSION = Pattern.compile("(\\d+)");
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(3);
    private static final int CONTROL_LIMIT_SECONDS = 90;
    private static final long LOG_LIMIT_BYTES = 10_000_000;

    /**
     * Written to postgresql.conf once, for the operator to change: a small server that shares its machine with the
     * platform. {@code io_method=sync} does without I/O worker processes; a log that has room in memory lets work on many
     * rows go on while it is written.
     */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("shared_buffers", "64MB"),
            Map.entry("wal_buffers", "16MB"),
            Map.entry("wal_compression", "on"),
            Map.entry("max_connections", "200"),
            Map.entry("io_method", "sync"),
            Map.entry("max_wal_size", "512MB"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("wal_level", "minimal"),
            Map.entry("log_line_prefix", "%m [%p] %q%u@%d ")));

    private final Path home;
    private final ServerUser user;
    private final ServerDirectory directory;
    private final boolean durable;

    /** @param durable false for tests: a crash of the machine may damage it */
    ServerPrograms(Path home, ServerUser user, ServerDirectory directory, boolean durable) {
        this.home = home;
        this.user = user;
        this.directory = directory;
        this.durable = durable;
    }

    /** Makes a new data directory; an interrupted attempt leaves nothing that counts. */
    void initialize(ServerSecrets secrets) throws IOException {
        if (Directories.isOccupied(directory.data())) {
            throw new DatabaseStartException(
                    directory.data() + " holds files, but no PostgreSQL database. Move them away,"
                            + " or set STOA_DATA_DIR to another directory.");
        }
        Path unfinished = directory.root().resolve("data.new");
        Directories.delete(unfinished);
        Files.createDirectory(unfinished);
        user.own(unfinished);
        Path passwordFile = directory.root().resolve("password.new");
        ServerSecrets.create(passwordFile);
        try {
            Files.writeString(passwordFile, secrets.superuser() + "\n");
            user.own(passwordFile);
            ServerCommand.Outcome outcome = run(INITDB_LIMIT, "initdb", initdbArguments(unfinished, passwordFile));
            if (!outcome.succeeded()) {
                throw new DatabaseStartException("PostgreSQL could not create its data directory " + directory.data()
                        + ":\n" + outcome.firstLines());
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, directory.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private String[] initdbArguments(Path data, Path passwordFile) {
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"));
        SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        if (!durable) {
            arguments.add("--no-sync");
        }
        return arguments.toArray(String[]::new);
    }

    /** Starts the server and waits until it accepts connections. */
    ServerCommand.Outcome start(int port) throws IOException {
        Files.createDirectories(directory.log());
        Path log = directory.log().resolve("postgresql.log");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        user.own(directory.log());
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
        if (!durable) {
            options += " -c fsync=off -c full_page_writes=off";
        }
        return control("start", "-l", log.toString(), "-o", options);
    }

    /** Stops the server; sessions are ended. */
    ServerCommand.Outcome stop(String mode) throws IOException {
        return control("stop", "-m", mode);
    }

    private ServerCommand.Outcome control(String verb, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-D", directory.data().toString(), "-w", "-t", String.valueOf(CONTROL_LIMIT_SECONDS), "-s"));
        arguments.addAll(List.of(options));
        arguments.add(verb);
        return run(Duration.ofSeconds(CONTROL_LIMIT_SECONDS + 10), "pg_ctl", arguments.toArray(String[]::new));
    }

    /** Refuses data that another major version has written, and programs that the server's user cannot reach. */
    void check() throws IOException {
        Path server = home.resolve("bin").resolve("postgres");
        if (!user.canRun(server)) {
            throw new DatabaseStartException("PostgreSQL cannot run as root, and the user nobody, as whom it is run"
                    + " instead, cannot reach " + server + ". Set STOA_DATA_DIR to a directory that every user may"
                    + " enter, or start the platform as an ordinary user.");
        }
        if (!directory.isInitialized()) {
            return;
        }
        String written =
                Files.readString(directory.data().resolve("PG_VERSION")).trim();
        String here = majorVersion(
                run(Duration.ofSeconds(30), "postgres", "--version").output());
        if (!written.equals(here)) {
            throw new DatabaseStartException("The data in " + directory.data() + " was written by PostgreSQL " + written
                    + ", this platform brings PostgreSQL " + here + ". Start the old version of the platform, dump the"
                    + " database with pg_dump of PostgreSQL " + written + " or newer, move " + directory.root()
                    + " aside, start this version once, and restore the dump into its database.");
        }
    }

    /** The last lines of the server's log. */
    String lastWords() throws IOException {
        Path log = directory.log().resolve("postgresql.log");
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    private static String majorVersion(String text) {
        Matcher matcher = MAJOR_VERSION.matcher(text);
        return matcher.find() ? matcher.group(1) : text.trim();
    }

    private ServerCommand.Outcome run(Duration limit, String program, String... arguments) throws IOException {
        return ServerCommand.run(
                directory.root(), limit, user.command(home.resolve("bin").resolve(program), arguments));
    }
}
