package org.stoa.data.service;

import java.nio.file.Path;
import org.stoa.data.postgresql.DatabaseStartException;
import org.stoa.data.postgresql.EmbeddedPostgres;
import org.stoa.data.postgresql.PostgresServer;

/** Where the platform's database comes from. */
interface ServerSource extends AutoCloseable {

    /**
     * The server; an embedded one is started unless it runs.
     *
     * @throws DatabaseStartException when it cannot be started or its address makes no sense
     */
    PostgresServer server();

    /** Which database of this {@code version} it is, in a few words. */
    String describe(String version);

    /** What to call it while it is awaited. */
    String name();

    @Override
    void close();

    /** A server of the platform's own. */
    static ServerSource embedded(Path directory) {
        return new Embedded(directory);
    }

    /** A server that somebody else runs. */
    static ServerSource external(String url, String user, String password) {
        return new External(url, user, password);
    }

    /** Starts and stops the server. */
    final class Embedded implements ServerSource {

        private final Path directory;
        private EmbeddedPostgres postgres;

        private Embedded(Path directory) {
            this.directory = directory;
        }

        @Override
        public synchronized PostgresServer server() {
            if (postgres == null) {
                postgres = EmbeddedPostgres.start(directory);
            }
            return postgres.server();
        }

        @Override
        public synchronized String describe(String version) {
            return "PostgreSQL " + version + " embedded on 127.0.0.1:" + postgres.port();
        }

        @Override
        public String name() {
            return "the embedded PostgreSQL in " + directory;
        }

        @Override
        public synchronized void close() {
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    /** Knows where the server is. */
    record External(String url, String user, String password) implements ServerSource {

        @Override
        public PostgresServer server() {
            return new PostgresServer(url, user, password);
        }

        @Override
        public String describe(String version) {
            return "PostgreSQL " + version + " at " + server().address();
        }

        @Override
        public String name() {
            return "PostgreSQL at " + server().address();
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return name();
        }
    }
}
