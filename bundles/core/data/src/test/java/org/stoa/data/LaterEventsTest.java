package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.security.CallContext;
import org.stoa.data.outbox.OutboxDispatcher;
import org.stoa.data.outbox.OutboxDrain;

/** What is stored for a later time happens then, by the real time or by the tenant's test clock. */
class LaterEventsTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AdjustableClock clock = new AdjustableClock(START);
    private final CallContext tenant = DatabaseFixture.user(Ids.next());
    private final CallContext other = DatabaseFixture.user(Ids.next());
    private final Bells bells = new Bells();
    private DatabaseFixture fixture;
    private Database database;
    private TestClocks clocks;

    record BellRung(int number) {}

    record BellHeard(int number) {}

    @BeforeEach
    void start() {
        fixture = DatabaseFixture.fresh(clock);
        database = fixture.migrated("church").database();
        clocks = fixture.databases().testClocks(drain().of(List.of(bells)));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void itIsDeliveredWhenItsTimeHasComeAndNotBefore() {
        ring(tenant, 1, START.plusSeconds(3600));

        assertThat(drain().deliver(List.of(bells))).isZero();
        clock.advance(Duration.ofSeconds(3599));
        assertThat(drain().deliver(List.of(bells))).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(drain().deliver(List.of(bells))).isEqualTo(1);

        assertThat(bells.heard).singleElement().satisfies(event -> {
            assertThat(event.occurredAt()).isEqualTo(START.plusSeconds(3600));
            assertThat(event.payload()).isEqualTo(new BellRung(1));
        });
        assertThat(outbox()).isEmpty();
    }

    @Test
    void itWaitsForItsBundleHoweverLongThatIsAway() {
        ring(tenant, 1, START.plusSeconds(60));
        clock.advance(Duration.ofDays(40));
        try (OutboxDispatcher nobody =
                new OutboxDispatcher(fixture.databases().journals().platform(), clock)) {
            nobody.start();
            nobody.wake();
            Await.until(
                    "it was looked at",
                    LIMIT,
                    () -> outbox("next_attempt_at <> due_at").size() == 1);
        }
        Await.until("it was put back", LIMIT, () -> {
            clock.advance(Duration.ofMinutes(5));
            return drain().deliver(List.of(bells)) == 1;
        });
        assertThat(bells.numbers()).containsExactly(1);
    }

    @Test
    void aTestClockStandsStillWhileTimePasses() {
        clocks.start(tenant, START);
        ring(tenant, 1, START.plusSeconds(60));
        ring(other, 2, START.plusSeconds(60));

        clock.advance(Duration.ofDays(1));
        drain().deliver(List.of(bells));

        assertThat(bells.numbers()).containsExactly(2);
        assertThat(clocks.time(tenant)).contains(START);
        assertThat(clocks.time(other)).isEmpty();
        assertThat(clocks.tenants()).containsExactly(tenant.tenantId());
    }

    @Test
    void aTestClockStopsAtEachTimeInOrderAndAtThoseThatComeOfIt() {
        clocks.start(tenant, START);
        ring(tenant, 3, START.plus(Duration.ofDays(30)));
        ring(tenant, 1, START.plus(Duration.ofDays(1)));
        List<Instant> times = new ArrayList<>();
        bells.then = event -> {
            times.add(clocks.time(tenant).orElseThrow());
            if (event.payload().number() == 1) {
                ring(tenant, 2, START.plus(Duration.ofDays(2)));
            }
        };

        TestClocks.Walk walk = clocks.advance(tenant, START.plus(Duration.ofDays(365)), Set.of(), LONG);

        assertThat(bells.numbers()).containsExactly(1, 2, 3);
        assertThat(times)
                .containsExactly(
                        START.plus(Duration.ofDays(1)),
                        START.plus(Duration.ofDays(2)),
                        START.plus(Duration.ofDays(30)));
        assertThat(walk).isEqualTo(new TestClocks.Walk(START.plus(Duration.ofDays(365)), 3, 0));
        assertThat(clocks.time(tenant)).contains(START.plus(Duration.ofDays(365)));
    }

    @Test
    void whatComesOfItAtOnceIsDeliveredBeforeTheClockGoesOn() {
        List<Instant> heard = Collections.synchronizedList(new ArrayList<>());
        Listener<BellHeard> echo = new Listener<>("church.echo", "church.BellHeard", BellHeard.class) {
            @Override
            public void on(DomainEvent<BellHeard> event) {
                heard.add(clocks.time(tenant).orElseThrow());
            }
        };
        bells.then = event -> database.write(other, SqlMapper.class, (mapper, transaction) -> {
            transaction.publish(new BellHeard(event.payload().number()));
            return null;
        });
        TestClocks walked = fixture.databases().testClocks(drain().of(List.of(bells, echo)));
        walked.start(tenant, START);
        ring(tenant, 1, START.plusSeconds(10));
        ring(tenant, 2, START.plusSeconds(20));

        walked.advance(tenant, START.plusSeconds(100), Set.of(other.tenantId()), LONG);

        assertThat(heard).containsExactly(START.plusSeconds(10), START.plusSeconds(20));
    }

    @Test
    void whatSomebodyIsDeliveringEndsBeforeTheClockMoves() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        bells.then = event -> {
            if (event.payload().number() == 0) {
                entered.countDown();
                awaitQuietly(released);
            }
            order.add("bell " + event.payload().number());
        };
        try (OutboxDispatcher other =
                new OutboxDispatcher(fixture.databases().journals().platform(), clock)) {
            other.add(bells);
            clocks.start(tenant, START);
            database.write(tenant, SqlMapper.class, (mapper, transaction) -> {
                transaction.publish(new BellRung(0));
                transaction.publish(new BellRung(1), START.plusSeconds(10));
                return null;
            });
            other.start();
            assertThat(entered.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Thread walk = new Thread(() -> clocks.advance(tenant, START.plusSeconds(20), Set.of(), LONG), "walk");
            walk.start();
            Await.until(
                    "the walk has begun",
                    LIMIT,
                    () -> fixture.asMigration("SELECT 1 FROM data.outbox_hold").size() == 1);
            released.countDown();
            walk.join(LIMIT.toMillis());
        }
        assertThat(order).containsExactly("bell 0", "bell 1");
    }

    @Test
    void whatSomebodyIsTakingAsAWalkBeginsIsDeliveredBeforeTheClockMoves() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        bells.then = event -> order.add("bell " + event.payload().number());
        fixture.asOwner(
                """
                CREATE FUNCTION data.slow_taker() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
                CREATE TRIGGER slow_taker BEFORE UPDATE ON data.outbox
                FOR EACH ROW WHEN (NEW.claimed AND NEW.due_at IS NULL) EXECUTE FUNCTION data.slow_taker()""");
        clocks.start(tenant, START);
        database.write(tenant, SqlMapper.class, (mapper, transaction) -> {
            transaction.publish(new BellRung(0));
            transaction.publish(new BellRung(1), START.plusSeconds(10));
            return null;
        });
        Thread walk = new Thread(() -> clocks.advance(tenant, START.plusSeconds(20), Set.of(), LONG), "walk");
        try (OutboxDispatcher other =
                        new OutboxDispatcher(fixture.databases().journals().platform(), clock);
                Connection connection = fixture.databases().owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
            other.add(bells);
            other.start();
            Await.until("somebody is taking the event", LIMIT, () -> waiting() == 1);
            walk.start();
            Await.until("the walk waits, or has ended", LIMIT, () -> waiting() == 2 || !walk.isAlive());
            statement.execute("SELECT pg_advisory_unlock(4711)");
            walk.join(LIMIT.toMillis());
        }
        assertThat(order).containsExactly("bell 0", "bell 1");
    }

    /** How many wait for an advisory lock. */
    private int waiting() {
        return fixture.asOwner("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                .size();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerThatFailsIsReportedAndTriedAgain() {
        clocks.start(tenant, START);
        ring(tenant, 1, START.plusSeconds(10));
        bells.then = event -> {
            throw new IllegalStateException("the rope broke");
        };

        TestClocks.Walk walk = clocks.advance(tenant, START.plusSeconds(100), Set.of(), LONG);

        assertThat(walk).isEqualTo(new TestClocks.Walk(START.plusSeconds(100), 1, 1));
        bells.then = event -> {};
        clock.advance(Duration.ofSeconds(5));
        assertThat(drain().deliver(List.of(bells))).isEqualTo(1);
    }

    @Test
    void aClockNeverGoesBackAndEndsWhenItIsTakenAway() {
        clocks.start(tenant, START.plusSeconds(100));
        assertThat(clocks.start(tenant, START)).as("it has one").isFalse();

        assertThat(clocks.advance(tenant, START, Set.of(), LONG).time()).isEqualTo(START.plusSeconds(100));

        ring(tenant, 1, START.plusSeconds(200));
        clocks.end(tenant);
        clock.advance(Duration.ofSeconds(200));
        assertThat(drain().deliver(List.of(bells))).isEqualTo(1);
        assertThat(clocks.tenants()).isEmpty();
    }

    private OutboxDrain drain() {
        return new OutboxDrain(fixture.databases().journals().platform(), clock);
    }

    private void ring(CallContext whose, int number, Instant at) {
        database.write(whose, SqlMapper.class, (mapper, transaction) -> {
            transaction.publish(new BellRung(number), at);
            return null;
        });
    }

    private List<String> outbox() {
        return outbox("true");
    }

    private List<String> outbox(String condition) {
        return fixture.asMigration("SELECT o::text FROM data.outbox o WHERE " + condition);
    }

    private abstract static class Listener<E> implements DomainEventListener<E> {

        private final String name;
        private final String type;
        private final Class<E> payload;

        Listener(String name, String type, Class<E> payload) {
            this.name = name;
            this.type = type;
            this.payload = payload;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String eventType() {
            return type;
        }

        @Override
        public Class<E> payloadType() {
            return payload;
        }
    }

    private static final class Bells extends Listener<BellRung> {

        private final List<DomainEvent<BellRung>> heard = Collections.synchronizedList(new ArrayList<>());
        private volatile Consumer<DomainEvent<BellRung>> then = event -> {};

        Bells() {
            super("church.bells", "church.BellRung", BellRung.class);
        }

        @Override
        public void on(DomainEvent<BellRung> event) {
            then.accept(event);
            heard.add(event);
        }

        List<Integer> numbers() {
            return heard.stream().map(event -> event.payload().number()).toList();
        }
    }
}
