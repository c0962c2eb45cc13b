package org.stoa.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Entry point of {@code bin/stoa}. */
public final class Launcher {

    private static final String USAGE = "Usage: stoa [run] | stoa shell [COMMAND...]";

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        int status;
        try {
            status = run(Arrays.asList(arguments), out);
        } catch (StartRefusedException e) {
            out.flush();
            System.err.println("stoa: " + e.getMessage());
            status = 1;
        } catch (IOException e) {
            out.flush();
            System.err.println("stoa: " + e);
            status = 1;
        }
        System.exit(status);
    }

    private static int run(List<String> arguments, PrintStream out)
            throws StartRefusedException, IOException, InterruptedException {
        String command = arguments.isEmpty() ? "run" : arguments.get(0);
        Path dataDirectory = Path.of(System.getProperty("stoa.data.directory", "var"))
                .toAbsolutePath()
                .normalize();
        switch (command) {
            case "run":
                return start(Path.of(System.getProperty("karaf.home")), dataDirectory, out);
            case "shell":
                return new ShellClient(dataDirectory.resolve("console.sock"), System.in, out, System.err)
                        .run(arguments.subList(1, arguments.size()));
            default:
                System.err.println(USAGE);
                return 2;
        }
    }

    private static int start(Path home, Path dataDirectory, PrintStream out) throws StartRefusedException, IOException {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        Settings settings = Settings.read(home, dataDirectory, System.getenv());
        try (DataDirectory locked = DataDirectory.lock(settings.dataDirectory())) {
            Platform.discardState(settings.runtimeDirectory());
            Preflight.check(settings);
            Progress progress = new Progress(out, start);
            if (Boolean.parseBoolean(System.getenv("STOA_EXIT_WITH_PARENT"))) {
                exitWithParent();
            }
            out.println("Stoa, data in " + settings.dataDirectory() + ", "
                    + (settings.databaseUrl().isEmpty()
                            ? "embedded PostgreSQL"
                            : "database " + settings.databaseUrl().replaceFirst("\\?.*", "")));
            return new Platform(settings, progress, out).run();
        }
    }

    /** Maven does not pass a signal on to what it runs, and may be killed: this process must not stay behind. */
    private static void exitWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            Thread thread = new Thread(
                    () -> {
                        parent.onExit().join();
                        System.exit(0);
                    },
                    "parent");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
