import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The built distribution as a process of its own, on a free port, with a PostgreSQL of its own. It runs from a copy, so
 * that the next build does not pull it from under a measurement.
 */
final class Platform implements AutoCloseable {

    private static final String OPERATOR = "admin@stoa.local";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Path folder;
    private final Map<String, String> environment;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private Process process;

    /**
     * @param work where a folder is made for the copy, the data and the log, which {@link #close} deletes
     * @param name of the benchmark
     * @param environment of the process, beside where it listens and keeps its data
     */
    Platform(Path distribution, Path work, String name, Map<String, String> environment) throws IOException {
        if (!Files.isExecutable(distribution.resolve("bin/stoa"))) {
            throw new IOException("There is no distribution in " + distribution
                    + ". Build it first: ./mvnw -DskipTests package");
        }
        // another process may measure at the same time
        this.folder = work.resolve(name + "-" + ProcessHandle.current().pid()).toAbsolutePath();
        this.environment = Map.copyOf(environment);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        copy(distribution, folder.resolve("distribution"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::leave));
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path folder() {
        return folder;
    }

    /** Adds a setting to a file in its folder {@code etc}. */
    void configure(String file, String line) throws IOException {
        Path path = folder.resolve("distribution/etc").resolve(file);
        Files.writeString(path, System.lineSeparator() + line + System.lineSeparator(), StandardOpenOption.APPEND);
    }

    /** Starts it. @return how long it took until requests were served */
    Duration start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        environment(builder);
        long begun = System.nanoTime();
        process = builder.start();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                throw new IOException("The platform did not start, see " + log());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Stops it and the PostgreSQL with it. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new IOException("The platform did not stop, see " + log());
        }
    }

    Duration restart() throws IOException, InterruptedException {
        stop();
        return start();
    }

    /** Runs one command in its shell. @return what it printed */
    String shell(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program(), "shell", command).redirectErrorStream(true);
        environment(builder);
        Process shell = builder.start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new IOException(command + " failed: " + printed);
        }
        return printed;
    }

    /** An access token of the first administrator; good for ten minutes. */
    String operator() throws Exception {
        return loader().accessToken(OPERATOR);
    }

    /** What fills it through its API. */
    Loader loader() {
        return new Loader(url(), folder);
    }

    /** As the role that owns the tables, which sees the rows of all tenants. */
    Connection owner() throws IOException, SQLException {
        Connection connection = connect("stoa", "stoa_owner", "owner");
        try (var statement = connection.createStatement()) {
            statement.execute("SET app.migrating = 'on'");
            statement.execute("SET app.tenant_id = '00000000-0000-0000-0000-000000000000'");
        }
        return connection;
    }

    /** As the superuser of the server, in a database that is not the platform's. */
    Connection superuser() throws IOException, SQLException {
        return connect("postgres", "postgres", "postgres");
    }

    private Connection connect(String database, String user, String secret) throws IOException, SQLException {
        Path server = folder.resolve("data/postgresql");
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(server.resolve("passwords.properties"))) {
            secrets.load(reader);
        }
        String serverPort = Files.readAllLines(server.resolve("data/postmaster.pid")).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + serverPort + "/" + database, user, secrets.getProperty(secret));
    }

    @Override
    public void close() throws IOException {
        end();
        delete(folder);
    }

    /** When the benchmark is interrupted, or out of time. */
    private void leave() {
        end();
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    private void end() {
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String program() {
        return folder.resolve("distribution/bin/stoa").toString();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private void environment(ProcessBuilder builder) {
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("STOA_"));
        variables.putAll(environment);
        variables.put("STOA_DATA_DIR", folder.resolve("data").toString());
        variables.put("STOA_HTTP_PORT", String.valueOf(port));
        variables.put("STOA_ADMIN_PASSWORD", Loader.PASSWORD);
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(found::add);
        }
        for (Path file : found) {
            Files.deleteIfExists(file);
        }
    }
}
