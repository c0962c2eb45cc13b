package org.stoa.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.karaf.main.Main;

/** Runs the OSGi framework in this process until it is told to stop. */
final class Platform {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final Progress progress;
    private final PrintStream out;
    private final Main karaf = new Main(new String[0]);
    private final AtomicBoolean stopping = new AtomicBoolean();

    Platform(Settings settings, Progress progress, PrintStream out) {
        this.settings = settings;
        this.progress = progress;
        this.out = out;
    }

    /** @return the exit code, once the platform has stopped */
    int run() throws IOException {
        prepare();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            progress.say("starting the runtime");
            karaf.launch();
            progress.watch(karaf.getFramework().getBundleContext());
            announceWhenReady();
            karaf.awaitShutdown();
            return karaf.getExitCode();
        } catch (Exception e) {
            if (stopping.get()) {
                return 0;
            }
            out.println("stoa: The runtime cannot start (" + e.getMessage() + "). See " + settings.logFile() + ".");
            return 1;
        }
    }

    private void prepare() throws IOException {
        Path runtime = settings.runtimeDirectory();
        Files.createDirectories(runtime.resolve("tmp"));
        Files.createDirectories(runtime.resolve("log"));
        set("karaf.base", settings.home());
        set("karaf.etc", settings.home().resolve("etc"));
        set("karaf.data", runtime);
        set("karaf.log", runtime.resolve("log"));
        set("karaf.instances", runtime.resolve("instances"));
        set("stoa.data.directory", settings.dataDirectory());
        System.setProperty("karaf.startLocalConsole", "false");
        System.setProperty("karaf.startRemoteShell", "false");
        // the shutdown hook serves every signal alike
        System.setProperty("karaf.handle.sigterm", "false");
    }

    /** What the framework remembers of its bundles is made anew at every start; only the log stays. */
    static void discardState(Path runtime) throws IOException {
        if (!Files.isDirectory(runtime)) {
            return;
        }
        try (Stream<Path> entries = Files.list(runtime)) {
            for (Path entry : (Iterable<Path>) entries.filter(e -> !e.endsWith("log"))::iterator) {
                delete(entry);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    private static void set(String name, Path value) {
        System.setProperty(name, value.toString());
    }

    private void announceWhenReady() {
        Thread thread = new Thread(
                () -> {
                    try {
                        announce(new Readiness(settings.baseUrl(), missing -> progress.say("waiting for " + missing)));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException e) {
                        out.println("stoa: Cannot read " + settings.firstAdministratorFile() + ": " + e.getMessage());
                    }
                },
                "readiness");
        thread.setDaemon(true);
        thread.start();
    }

    private void announce(Readiness readiness) throws InterruptedException, IOException {
        Optional<String> missing = readiness.await(PATIENCE);
        while (missing.isPresent()) {
            progress.say("still waiting for " + missing.get() + "; the log " + settings.logFile() + " may say why");
            missing = readiness.await(PATIENCE);
        }
        out.println(
                Banner.text(settings, FirstAdministrator.take(settings.firstAdministratorFile()), progress.seconds()));
        out.flush();
    }

    private void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        long start = System.nanoTime();
        out.println("Stopping ...");
        try {
            boolean stopped = karaf.destroy();
            out.printf(
                    "Stopped in %.1f s%s%n",
                    (System.nanoTime() - start) / 1e9, stopped ? "" : ", although some parts did not end in time");
        } catch (Exception e) {
            out.println("stoa: Did not stop cleanly: " + e.getMessage());
        }
        out.flush();
    }
}
