package org.stoa.data;

import java.util.concurrent.atomic.AtomicInteger;
import org.stoa.data.postgresql.EmbeddedPostgres;
import org.stoa.data.postgresql.PostgresServer;

/** The PostgreSQL server that the tests of this JVM share. */
public final class TestServer {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestServer() {}

    /** Started by whoever asks first, stopped and deleted with the JVM. */
    public static EmbeddedPostgres shared() {
        return Holder.INSTANCE;
    }

    /** A new and empty database. */
    public static PostgresServer emptyDatabase() {
        return shared().server("test_" + NUMBER.incrementAndGet());
    }

    private static final class Holder {
        static final EmbeddedPostgres INSTANCE = EmbeddedPostgres.temporary();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "stop-test-postgresql"));
        }
    }
}
