package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.platform.Signals;
import org.stoa.data.postgresql.PostgresServer;

class SignalsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static PostgresServer server;
    private static StandaloneDatabases one;
    private static StandaloneDatabases other;

    @BeforeAll
    static void start() {
        server = TestServer.emptyDatabase();
        one = StandaloneDatabases.start(server, Clock.systemUTC());
        other = StandaloneDatabases.start(server, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void everyNodeReceivesWhatOneSendsInItsOrder() {
        Recorder here = new Recorder();
        Recorder there = new Recorder();
        one.signals().listen("modules", here);
        other.signals().listen("modules", there);
        here.awaitConnection(one.signals());
        there.awaitConnection(other.signals());

        one.signals().send("modules", "first with ümlaut and 'quote");
        other.signals().send("modules", "");
        one.signals().send("modules", "x".repeat(4_000));
        one.signals().send("elsewhere", "not for modules");
        one.signals().send("modules", "last");

        for (Recorder recorder : List.of(here, there)) {
            Await.until("the last message", LIMIT, () -> recorder.messages.contains("last"));
            assertThat(recorder.messages)
                    .containsSubsequence("first with ümlaut and 'quote", "x".repeat(4_000), "last")
                    .contains("")
                    .doesNotContain("not for modules");
        }
    }

    @Test
    void listenerIsToldOnceWhenListeningBegins() {
        Recorder recorder = new Recorder();
        recorder.awaitConnection(one.signals());
        Recorder late = new Recorder();

        one.signals().listen("late", late);

        Await.until("the first call", LIMIT, () -> late.missed.get() == 1);
    }

    @Test
    void lostConnectionIsToldAndReplaced() throws SQLException {
        Recorder recorder = new Recorder();
        one.signals().listen("lossy", recorder);
        recorder.awaitConnection(one.signals());
        int before = recorder.missed.get();

        assertThat(killReceivers()).isPositive();

        Await.until("word of the loss", LIMIT, () -> recorder.missed.get() > before);
        other.signals().send("lossy", "again");
        Await.until("a message", LIMIT, () -> recorder.messages.contains("again"));
    }

    @Test
    void failingListenerDoesNotHoldUpTheOthersAndClosedOneHearsNothing() throws Exception {
        Recorder good = new Recorder();
        Recorder gone = new Recorder();
        one.signals().listen("faults", new Signals.Listener() {
            @Override
            public void received(String message) {
                throw new IllegalStateException("refused " + message);
            }

            @Override
            public void missed() {
                throw new IllegalStateException("refused");
            }
        });
        one.signals().listen("faults", gone).close();
        one.signals().listen("faults", good);
        good.awaitConnection(one.signals());

        one.signals().send("faults", "hello");

        Await.until("the message", LIMIT, () -> good.messages.contains("hello"));
        assertThat(gone.messages).isEmpty();
    }

    @Test
    void whatCannotBeSentIsRefused() {
        Signals signals = one.signals();

        assertThatIllegalArgumentException().isThrownBy(() -> signals.send("Not a topic", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> signals.listen("", new Recorder()));
        assertThatIllegalArgumentException().isThrownBy(() -> signals.send("modules", "ü".repeat(2_001)));
        assertThatIllegalArgumentException().isThrownBy(() -> signals.send("modules", "\0"));
    }

    /** A role may end what works under its own name. */
    private static int killReceivers() throws SQLException {
        try (Connection owner = one.owner().getConnection();
                Statement statement = owner.createStatement();
                ResultSet role = statement.executeQuery(
                        "SELECT role_name, password FROM data.database_role WHERE schema_name = 'platform'")) {
            role.next();
            try (Connection platform = server.dataSource(role.getString(1), role.getString(2), "test")
                            .getConnection();
                    Statement kill = platform.createStatement();
                    ResultSet killed = kill.executeQuery("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'stoa-signals' AND datname = current_database()")) {
                int count = 0;
                while (killed.next()) {
                    count++;
                }
                return count;
            }
        }
    }

    private static final class Recorder implements Signals.Listener {

        final List<String> messages = new CopyOnWriteArrayList<>();
        final AtomicInteger missed = new AtomicInteger();

        @Override
        public void received(String message) {
            messages.add(message);
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
        }

        /** Until a message comes through. */
        void awaitConnection(Signals signals) {
            Recorder probe = new Recorder();
            signals.listen("probe", probe);
            Await.until("a connection", LIMIT, () -> {
                signals.send("probe", "ping");
                return !probe.messages.isEmpty();
            });
        }
    }
}
