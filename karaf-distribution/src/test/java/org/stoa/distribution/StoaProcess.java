package org.stoa.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The platform as an operator runs it: {@code bin/stoa} of the unpacked archive as a process of the operating system, on
 * a free port, with a data directory that outlives the process. For tests of start, restart, signals and
 * {@code kill -9}.
 *
 * <p>One object stands for one data directory: {@link #start} after {@link #stop} or {@link #kill} is a restart.
 * {@link #close} stops what runs; the output and the data stay below {@code target/it} for a look at a failure.
 */
final class StoaProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(240);
    private static final Duration END = Duration.ofSeconds(30);
    /** Starts sooner and with less work for the machine, and is slower in the long run. */
    private static final String FIRST_COMPILER_ONLY =
            "-Xms128m -Xmn64m -Xmx512m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private final Path installation;
    private final Path work;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = FreePort.find();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;
    private int starts;

    private StoaProcess(Path installation, Path work) {
        this.installation = installation;
        this.work = work;
        environment.put("STOA_HTTP_PORT", Integer.toString(port));
        environment.put("STOA_DATA_DIR", work.resolve("data").toString());
        environment.put("STOA_JAVA_OPTS", FIRST_COMPILER_ONLY);
    }

    /**
     * Unpacks the archive, once for the whole run, and gives the test an empty data directory.
     *
     * @param name of the test, also of its folder below {@code target/it}
     */
    static StoaProcess prepare(String name) {
        return prepare(name, "process-", true);
    }

    /** The same without the modules that are shipped, for tests that start it very often. */
    static StoaProcess prepareBare(String name) {
        return prepare(name, "bare-process-", false);
    }

    /** The same with an installation of the test's own, for tests that change its files. */
    static StoaProcess prepareAlone(String name) {
        return prepare(name, name + "-process-", true);
    }

    private static StoaProcess prepare(String name, String installation, boolean modules) {
        Path root = Path.of(System.getProperty("stoa.work"));
        Path work = root.resolve(name);
        try {
            Folders.deleteRecursively(work);
            return new StoaProcess(unpack(root, installation, modules), Files.createDirectories(work));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another platform over the same data directory, on a port of its own. */
    StoaProcess beside(String name) {
        StoaProcess other = prepare(work.getFileName() + "-" + name);
        return other.with("STOA_DATA_DIR", dataDirectory().toString());
    }

    private static Path unpack(Path root, String installation, boolean modules) throws IOException {
        Path archive = Path.of(System.getProperty("stoa.archive"));
        Path target =
                root.resolve(installation + Files.getLastModifiedTime(archive).toMillis());
        if (!Files.isDirectory(target)) {
            Path unfinished = Files.createTempDirectory(Files.createDirectories(root), "unpack");
            run(List.of("tar", "xzf", archive.toString(), "--strip-components=1", "-C", unfinished.toString()));
            if (!modules) {
                Folders.deleteRecursively(unfinished.resolve("modules"));
            }
            try {
                Files.move(unfinished, target);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // tests run in two processes, and the other was first
                Folders.deleteRecursively(unfinished);
            }
        }
        return target;
    }

    /** For the next start. */
    StoaProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** With the options of Java that users get, for tests that measure. */
    StoaProcess asShipped() {
        environment.remove("STOA_JAVA_OPTS");
        return this;
    }

    /** For tests that send more than a client may. */
    StoaProcess withoutRateLimits() {
        return with("STOA_RATE_CLIENT_PER_MINUTE", "0")
                .with("STOA_RATE_TENANT_PER_MINUTE", "0")
                .with("STOA_TENANT_REQUESTS", "0")
                .with("STOA_RATE_PUBLIC_PER_MINUTE", "0");
    }

    /** Starts and returns at once. */
    StoaProcess launch() {
        starts++;
        ProcessBuilder builder = new ProcessBuilder(
                        installation.resolve("bin/stoa").toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(outputFile().toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("STOA_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts and waits until the platform says that it is ready and has printed so. */
    StoaProcess start() {
        launch();
        boolean ready = Poll.until(
                START,
                () -> !process.isAlive() || (status("/health/ready") == 200 && output().contains("Stoa is ready")));
        if (!ready || !process.isAlive()) {
            throw new AssertionError("Stoa did not start:\n" + output());
        }
        return this;
    }

    /** Ends it with SIGTERM, as an operator or a supervisor does, and waits for the end. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Ends it with SIGKILL: nothing of its own runs any more. */
    void kill() {
        process.destroyForcibly();
        int ignored = awaitEnd();
        assert ignored != 0;
    }

    /** @return the exit status, after it has ended by itself or was told to */
    int awaitEnd() {
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Stoa did not end within " + END + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Runs one command in the shell of the running platform, as {@code bin/stoa shell} does. */
    String shell(String command) {
        return run(List.of(installation.resolve("bin/stoa").toString(), "shell", command), environment);
    }

    /** Without a slash at the end. */
    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** Where the archive was unpacked; shared by all tests of a run. */
    Path installation() {
        return installation;
    }

    Path dataDirectory() {
        return work.resolve("data");
    }

    /** Whether a mail to the address has a part of the type; there is no SMTP server, so mails are in the data directory. */
    boolean hasMailed(String address, String mediaType) throws IOException {
        try (Stream<Path> files = Files.list(dataDirectory().resolve("mail"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".eml")).toList()) {
                String mail = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (mail.contains("To: " + address) && mail.contains("Content-Type: " + mediaType)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What it printed since its last start. */
    String output() {
        try {
            return Files.exists(outputFile()) ? Files.readString(outputFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path outputFile() {
        return work.resolve("output-" + starts + ".txt");
    }

    int status(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(baseUrl() + path)).build())
                .statusCode();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        if (isRunning()) {
            int ignored = stop();
            assert ignored >= 0;
        }
    }

    private static void run(List<String> command) {
        run(command, Map.of());
    }

    private static String run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
