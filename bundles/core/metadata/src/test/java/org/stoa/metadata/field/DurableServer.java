package org.stoa.metadata.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;
import org.stoa.data.StandaloneDatabases;
import org.stoa.data.postgresql.EmbeddedPostgres;

/** An embedded PostgreSQL as it is shipped, which writes to the disk what it commits; for measurements. */
public final class DurableServer {

    private DurableServer() {}

    /** A new database on a server of its own, which is deleted with the JVM. */
    public static StandaloneDatabases fresh(Clock clock) {
        try {
            Path directory = Files.createTempDirectory("stoa-measured-");
            EmbeddedPostgres server = EmbeddedPostgres.start(directory);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                delete(directory);
                            },
                            "stop-measured-postgresql"));
            return StandaloneDatabases.start(server.server("measured"), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
