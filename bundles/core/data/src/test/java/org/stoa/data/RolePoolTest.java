package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.data.connection.ConnectionLease;
import org.stoa.data.connection.PoolSettings;
import org.stoa.data.connection.RolePool;

class RolePoolTest {

    private static final int SIZE = 2;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<ConnectionLease> held = new ArrayList<>();
    private DatabaseFixture fixture;

    @AfterEach
    void close() throws SQLException {
        for (ConnectionLease lease : held) {
            lease.close();
        }
        fixture.close();
    }

    @Test
    void whoFindsNoConnectionFreeIsToldInTime() throws SQLException {
        RolePool pool = heldPool(Duration.ofMillis(300));

        assertThatExceptionOfType(SQLTransientConnectionException.class)
                .isThrownBy(pool::lease)
                .withMessageContaining("free")
                .withMessageContaining("300 ms");
    }

    @Test
    void whatIsGivenBackTwiceIsFreeOnce() throws SQLException {
        RolePool pool = heldPool(Duration.ofMillis(300));
        held.get(0).close();
        held.get(0).close();

        held.add(pool.lease());

        assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(pool::lease);
    }

    @Test
    void brokenConnectionsGoBackAsWell() throws SQLException {
        RolePool pool = heldPool(LIMIT);
        for (ConnectionLease lease : held) {
            lease.connection().abort(Runnable::run);
            assertThatExceptionOfType(SQLException.class).isThrownBy(lease::close);
        }

        for (int i = 0; i < SIZE; i++) {
            ConnectionLease lease = pool.lease();
            held.add(lease);
            assertThat(lease.connection().isValid(5)).isTrue();
        }
    }

    @Test
    void whoHasWaitedLongestIsNext() throws Exception {
        RolePool pool = heldPool(LIMIT);
        BlockingQueue<Integer> served = new LinkedBlockingQueue<>();
        BlockingQueue<ConnectionLease> leases = new LinkedBlockingQueue<>();
        List<Thread> waiting = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            int me = number;
            Thread thread = new Thread(() -> {
                try {
                    ConnectionLease lease = pool.lease();
                    leases.add(lease);
                    served.add(me);
                } catch (SQLException e) {
                    served.add(-me);
                }
            });
            thread.start();
            waiting.add(thread);
            Await.until("thread " + number + " waits", LIMIT, () -> thread.getState() == Thread.State.TIMED_WAITING);
        }

        held.get(0).close();
        for (int number = 1; number <= 4; number++) {
            assertThat(served.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(number);
            assertThat(served).as("nobody has overtaken").isEmpty();
            leases.take().close();
        }
        for (Thread thread : waiting) {
            thread.join();
        }
    }

    /** A pool whose connections are all held. */
    private RolePool heldPool(Duration connectionTimeout) throws SQLException {
        fixture = DatabaseFixture.on(
                TestServer.emptyDatabase(),
                Clock.systemUTC(),
                new PoolSettings(SIZE, connectionTimeout, Duration.ofSeconds(20)));
        RolePool pool =
                fixture.migrated("notes", DatabaseFixture.NOTES).placement().of(Ids.next());
        for (int i = 0; i < SIZE; i++) {
            held.add(pool.lease());
        }
        return pool;
    }
}
