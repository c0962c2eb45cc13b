package org.stoa.testkit;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.stoa.data.StandaloneDatabases;
import org.stoa.data.postgresql.EmbeddedPostgres;

/**
 * Databases for tests, on one embedded PostgreSQL per JVM: started by whoever asks first, stopped and deleted with the
 * JVM.
 */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    /** The server of this JVM. */
    public static EmbeddedPostgres shared() {
        return Server.INSTANCE;
    }

    /** A new and empty database with the data layer on top; the caller closes it. */
    public static StandaloneDatabases fresh() {
        return fresh(Clock.systemUTC());
    }

    /** A new and empty database whose data layer goes by {@code clock}; the caller closes it. */
    public static StandaloneDatabases fresh(Clock clock) {
        return StandaloneDatabases.start(shared().server("test_" + NUMBER.incrementAndGet()), clock);
    }

    /** Initialized at first use. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = EmbeddedPostgres.temporary();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "stop-test-postgresql"));
        }
    }
}
