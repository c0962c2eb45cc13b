package org.stoa.data.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class ServerCommand {

    /** @param output standard output and standard error together */
    record Outcome(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }

        /** The first lines of the output, for an error message. */
        String firstLines() {
            return String.join("\n", output.lines().limit(12).toList());
        }
    }

    private ServerCommand() {}

    /**
     * Runs {@code command} in {@code directory}, without the PG* variables and the locale of this process.
     *
     * @throws IOException when the program cannot be started or does not end in time
     */
    static Outcome run(Path directory, Duration limit, List<String> command) throws IOException {
        // A file, not a pipe: the server inherits the output of pg_ctl and would keep a pipe open.
        Path output = Files.createTempFile("stoa-postgresql", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.get(command.size() - 1) + " did not end within " + limit.toSeconds()
                        + " s: " + String.join(" ", command));
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + String.join(" ", command), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
