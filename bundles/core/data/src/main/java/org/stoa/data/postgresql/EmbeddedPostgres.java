package org.stoa.data.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of the platform's own, on the loopback interface, with its data in a directory. It survives the
 * platform when that is killed, and is taken over by the next start. When the server itself dies, it is started again on
 * the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;

    private final ServerDirectory directory;
    private final ServerPrograms programs;
    private final ServerSecrets secrets;
    private final boolean temporary;
    private final ScheduledExecutorService watchdog;
    private final Object monitor = new Object();
    private RunningServer running;
    private int failedStarts;
    private long nextStart;
    private boolean closed;

    private EmbeddedPostgres(ServerDirectory directory, Path binaries, ServerUser user, boolean temporary)
            throws IOException {
        this.directory = directory;
        this.temporary = temporary;
        programs = new ServerPrograms(ServerBinaries.unpack(binaries), user, directory, !temporary);
        programs.check();
        secrets = initialize();
        running = adoptOrStart();
        new OwnerSetup(this).run();
        watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stoa-postgresql-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        var unused = watchdog.scheduleWithFixedDelay(
                this::watch, WATCH_INTERVAL.toMillis(), WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts the server whose data is in {@code directory}/postgresql, or takes over the one that runs there; the first
     * time the data is created.
     *
     * @throws DatabaseStartException when it cannot be started; the message says what to do
     */
    public static EmbeddedPostgres start(Path directory) {
        ServerDirectory opened = ServerDirectory.open(directory);
        return start(opened, opened.root().resolve("binaries"), null, false);
    }

    /** Starts a server for tests: its data is not safe against a crash of the machine, and is deleted on close. */
    public static EmbeddedPostgres temporary() {
        try {
            Path cache = Path.of(System.getProperty("java.io.tmpdir"), "stoa-" + System.getProperty("user.name"));
            return start(ServerDirectory.open(Files.createTempDirectory("stoa-test-")), cache, null, true);
        } catch (IOException e) {
            throw new DatabaseStartException("Cannot write to the directory for temporary files: " + e, e);
        }
    }

    static EmbeddedPostgres start(ServerDirectory directory, Path binaries, ServerUser user, boolean temporary) {
        boolean started = false;
        try {
            EmbeddedPostgres server = new EmbeddedPostgres(
                    directory, binaries, user == null ? ServerUser.forThisProcess() : user, temporary);
            started = true;
            return server;
        } catch (IOException e) {
            throw new DatabaseStartException("PostgreSQL cannot be started in " + directory.root() + ": " + e, e);
        } finally {
            if (!started) {
                release(directory);
            }
        }
    }

    /** The platform's database and its owner. */
    public PostgresServer server() {
        return server(OwnerSetup.DATABASE);
    }

    /** Another database of the same owner, created if it is not there. */
    public PostgresServer server(String database) {
        if (!OwnerSetup.DATABASE.equals(database)) {
            new OwnerSetup(this).createDatabase(database);
        }
        return new PostgresServer(url(database), OwnerSetup.OWNER, secrets.owner());
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        synchronized (monitor) {
            return running.port();
        }
    }

    /** Number of the server's process. */
    public long pid() {
        synchronized (monitor) {
            return running.pid();
        }
    }

    /** Stops the server and starts it again on the same port; connections break. */
    public void restart() {
        synchronized (monitor) {
            if (closed) {
                throw new IllegalStateException("the embedded PostgreSQL was closed");
            }
            LOG.info("Restarting PostgreSQL on port {}.", running.port());
            try {
                stop();
                running = start(running.port());
            } catch (IOException e) {
                throw new DatabaseStartException("PostgreSQL cannot be restarted: " + e, e);
            }
        }
    }

    /** Stops the server. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        synchronized (monitor) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                stop();
                LOG.info("PostgreSQL is stopped.");
            } catch (IOException e) {
                LOG.error(
                        "PostgreSQL (process {}) could not be stopped; the next start takes it over.",
                        running.pid(),
                        e);
            } finally {
                release(directory);
            }
            deleteIfTemporary();
        }
    }

    PostgresServer superuser() {
        return new PostgresServer(url("postgres"), "postgres", secrets.superuser());
    }

    String ownerPassword() {
        return secrets.owner();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?sslmode=disable&gssEncMode=disable";
    }

    private ServerSecrets initialize() throws IOException {
        if (directory.isInitialized()) {
            if (!Files.exists(directory.secrets())) {
                throw new DatabaseStartException(directory.secrets() + " is missing: it holds the passwords that belong"
                        + " to the data beside it. Restore it from the same backup as the data.");
            }
            return ServerSecrets.read(directory.secrets());
        }
        LOG.info("Creating a PostgreSQL database in {}.", directory.data());
        ServerSecrets fresh = ServerSecrets.random();
        fresh.write(directory.secrets());
        programs.initialize(fresh);
        return fresh;
    }

    private RunningServer adoptOrStart() throws IOException {
        Optional<RunningServer> left = RunningServer.on(directory.data());
        if (left.isPresent()) {
            LOG.info(
                    "Taking over PostgreSQL (process {}) that still runs on port {}.",
                    left.get().pid(),
                    left.get().port());
            awaitAcceptance(left.get());
            return left.get();
        }
        DatabaseStartException failure = null;
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            try {
                return start(freePort());
            } catch (DatabaseStartException e) {
                failure = e;
                if (!e.getMessage().contains("could not bind")) {
                    throw e;
                }
            }
        }
        throw failure;
    }

    private RunningServer start(int port) throws IOException {
        // Left over by a dead server, it would make the next one believe that a stranger with that number is a server.
        Files.deleteIfExists(directory.data().resolve("postmaster.pid"));
        ServerCommand.Outcome outcome = programs.start(port);
        if (!outcome.succeeded()) {
            throw new DatabaseStartException(
                    "PostgreSQL does not start: " + outcome.firstLines() + "\n" + programs.lastWords());
        }
        RunningServer started = RunningServer.on(directory.data())
                .orElseThrow(() -> new DatabaseStartException("PostgreSQL ended right after its start; see "
                        + directory.log().resolve("postgresql.log")));
        LOG.info("PostgreSQL (process {}) accepts connections on 127.0.0.1:{}.", started.pid(), started.port());
        return started;
    }

    private void awaitAcceptance(RunningServer server) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        PostgresServer superuser = new PostgresServer(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?sslmode=disable&gssEncMode=disable",
                "postgres",
                secrets.superuser());
        while (true) {
            try (var connection = superuser.owner().getConnection()) {
                LOG.debug("{} accepts connections", connection);
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() > deadline || "28P01".equals(e.getSQLState())) {
                    throw new IOException(
                            "the running server (process " + server.pid() + ") does not accept a" + " connection: "
                                    + e.getMessage(),
                            e);
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void stop() throws IOException {
        if (!running.isAlive()) {
            return;
        }
        ServerCommand.Outcome outcome = programs.stop("fast");
        if (!outcome.succeeded() && running.isAlive()) {
            outcome = programs.stop("immediate");
        }
        if (!outcome.succeeded() && running.isAlive()) {
            throw new IOException(outcome.firstLines());
        }
    }

    private void watch() {
        synchronized (monitor) {
            if (closed || running.isAlive() || failedStarts > 0 && System.nanoTime() < nextStart) {
                return;
            }
            try {
                int port = running.port();
                if (failedStarts == 0) {
                    LOG.warn("PostgreSQL (process {}) is gone. Starting it again on port {}.", running.pid(), port);
                }
                Optional<RunningServer> other = RunningServer.on(directory.data());
                running = other.isPresent() ? other.get() : start(port);
                failedStarts = 0;
            } catch (IOException | DatabaseStartException e) {
                startFailed(e);
            }
        }
    }

    /** Tries on for as long as it takes, such as until there is room on the disk again, but says it once. */
    private void startFailed(Exception failure) {
        long pause = WATCH_INTERVAL.toNanos() << Math.min(failedStarts, 10);
        nextStart = System.nanoTime() + Math.min(pause, LONGEST_PAUSE.toNanos());
        if (failedStarts++ == 0) {
            LOG.error("PostgreSQL could not be started again; trying on. {}", failure.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void release(ServerDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            LOG.warn("The lock on {} could not be released.", directory.root(), e);
        }
    }

    private void deleteIfTemporary() {
        if (!temporary) {
            return;
        }
        try {
            Directories.delete(directory.root().getParent());
        } catch (IOException e) {
            LOG.warn("{} could not be deleted.", directory.root(), e);
        }
    }
}
