package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.stoa.api.security.CallContext;
import org.stoa.data.outbox.OutboxDispatcher;
import org.stoa.data.outbox.OutboxDrain;
import org.stoa.data.outbox.ServingVersions;
import org.stoa.data.outbox.Subscriber;

class OutboxTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final CallContext context = DatabaseFixture.user(Ids.next());
    private DatabaseFixture fixture;
    private Database database;
    private OutboxDispatcher dispatcher;

    record PersonAdded(String name, int age) {}

    record PersonGone(String name) {}

    /** Knows less and more than the event says. */
    record Greeting(String name, String title) {}

    @BeforeEach
    void start() {
        fixture = DatabaseFixture.fresh(clock);
        database = fixture.migrated("people").database();
        dispatcher = dispatcher();
    }

    @AfterEach
    void stop() {
        dispatcher.close();
        fixture.close();
    }

    @Test
    void eventReachesEveryListenerOfItsTypeSoonAfterTheCommit() {
        Recorder<PersonAdded> one = new Recorder<>("one", "people.PersonAdded", PersonAdded.class);
        Recorder<Greeting> two = new Recorder<>("two", "people.PersonAdded", Greeting.class);
        Recorder<PersonGone> other = new Recorder<>("other", "people.PersonGone", PersonGone.class);
        fixture.databases().onEvents(dispatcher::wake);
        List.of(one, two, other).forEach(dispatcher::add);
        dispatcher.start();

        publish(new PersonAdded("Ada", 36));

        awaitEmptyOutbox();
        assertThat(one.events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("people.PersonAdded");
            assertThat(event.tenantId()).isEqualTo(context.tenantId());
            assertThat(event.occurredAt()).isEqualTo(clock.instant());
            assertThat(event.payload()).isEqualTo(new PersonAdded("Ada", 36));
        });
        assertThat(two.events).extracting(DomainEvent::payload).containsExactly(new Greeting("Ada", null));
        assertThat(other.events).isEmpty();
    }

    /** The server plans by what it last counted: on an idle platform, no event in some pages. */
    @Test
    void noMoreEventsAreTakenThanAreDelivered() {
        storeHundred();
        fixture.asOwner("SET app.tenant_id = '" + context.requireTenant() + "'; DELETE FROM data.outbox");
        fixture.asOwner("VACUUM (ANALYZE, TRUNCATE false) data.outbox");
        Recorder<PersonAdded> recorder = new Recorder<>("many", "people.PersonAdded", PersonAdded.class);
        dispatcher.add(recorder);
        storeHundred();

        dispatcher.deliver(Set.of(context.requireTenant()), () -> true);

        assertThat(recorder.events).hasSize(4);
        assertThat(outbox()).hasSize(96);
    }

    private void storeHundred() {
        DatabaseFixture.execute(
                database,
                context,
                """
                INSERT INTO data.outbox (tenant_id, id, type, payload, occurred_at, next_attempt_at)
                SELECT current_setting('app.tenant_id')::uuid, gen_random_uuid(), 'people.PersonAdded',
                    jsonb_build_object('name', 'Bob', 'age', n), '2026-03-01', '2026-03-01'
                FROM generate_series(1, 100) AS n
                """);
    }

    @Test
    void failingListenerGetsTheEventAgainAndTheOthersDoNot() {
        Recorder<PersonAdded> good = new Recorder<>("good", "people.PersonAdded", PersonAdded.class);
        Recorder<PersonAdded> flaky = new Recorder<>("flaky", "people.PersonAdded", PersonAdded.class);
        flaky.failures = 2;
        dispatcher.add(good);
        dispatcher.add(flaky);
        dispatcher.start();

        publish(new PersonAdded("Ada", 36));

        Await.until("first attempt", LIMIT, () -> flaky.events.size() == 1 && outbox().size() == 1 && isDueLater());
        clock.advance(Duration.ofSeconds(1));
        Await.until("second attempt", LIMIT, () -> flaky.events.size() == 2 && isDueLater());
        clock.advance(Duration.ofSeconds(1));
        dispatcher.wake();
        assertThat(flaky.events).as("pauses grow").hasSize(2);
        clock.advance(Duration.ofSeconds(1));
        awaitEmptyOutbox();
        assertThat(flaky.events)
                .hasSize(3)
                .extracting(DomainEvent::id)
                .containsOnly(good.events.get(0).id());
        assertThat(good.events).hasSize(1);
    }

    @Test
    void poisonousEventDoesNotHoldUpTheOthers() {
        Recorder<PersonAdded> picky = new Recorder<>("picky", "people.PersonAdded", PersonAdded.class);
        picky.refuses = "Mallory";
        dispatcher.add(picky);
        dispatcher.start();

        publish(new PersonAdded("Mallory", 1));
        for (int i = 0; i < 20; i++) {
            publish(new PersonAdded("Ada " + i, 36));
        }

        Await.until("all but the poisonous one", LIMIT, () -> outbox().size() == 1);
        assertThat(outbox().get(0))
                .contains("Mallory")
                .contains("\"attempts\": 1")
                .contains("refused Mallory");
    }

    @Test
    void hangingListenerDoesNotHoldUpTheOthers() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Recorder<PersonGone> hanging = new Recorder<>("hanging", "people.PersonGone", PersonGone.class);
        hanging.then = event -> awaitQuietly(release);
        Recorder<PersonAdded> swift = new Recorder<>("swift", "people.PersonAdded", PersonAdded.class);
        dispatcher.add(hanging);
        dispatcher.add(swift);
        dispatcher.start();

        publish(new PersonGone("Ada"));
        publish(new PersonAdded("Bob", 1));

        Await.until("the swift listener", LIMIT, () -> swift.events.size() == 1);
        release.countDown();
        awaitEmptyOutbox();
    }

    @Test
    void eventThatNobodyWantsIsDeleted() {
        publish(new PersonAdded("Ada", 36));
        dispatcher.start();

        awaitEmptyOutbox();
    }

    @Test
    void eventsOfDeadNodeAreDeliveredByAnotherWhenItsLeaseEnds() {
        CountDownLatch never = new CountDownLatch(1);
        // Its time stands still: a node that is gone does not see its own lease end.
        dispatcher = new OutboxDispatcher(
                fixture.databases().journals().platform(), Clock.fixed(clock.instant(), ZoneOffset.UTC));
        Recorder<PersonAdded> dying = new Recorder<>("mailer", "people.PersonAdded", PersonAdded.class);
        dying.then = event -> awaitQuietly(never);
        dispatcher.add(dying);
        dispatcher.start();
        publish(new PersonAdded("Ada", 36));
        Await.until("the first node has begun", LIMIT, () -> dying.events.size() == 1);

        try (OutboxDispatcher successor = dispatcher()) {
            Recorder<PersonAdded> living = new Recorder<>("mailer", "people.PersonAdded", PersonAdded.class);
            successor.add(living);
            successor.start();
            clock.advance(Duration.ofSeconds(61));

            Await.until("the second node has delivered", LIMIT, () -> living.events.size() == 1);
            awaitEmptyOutbox();
            assertThat(living.events.get(0).id()).isEqualTo(dying.events.get(0).id());
        } finally {
            never.countDown();
        }
    }

    @Test
    void eventWaitsForListenerWhoseBundleIsBeingUpdated() {
        Recorder<PersonAdded> listener = new Recorder<>("mailer", "people.PersonAdded", PersonAdded.class);
        Recorder<PersonAdded> marker = new Recorder<>("marker", "people.PersonAdded", PersonAdded.class);
        dispatcher.add(listener);
        dispatcher.add(marker);
        dispatcher.start();
        publish(new PersonAdded("first", 1));
        awaitEmptyOutbox();

        dispatcher.remove(listener);
        publish(new PersonAdded("second", 2));
        Await.until("the other listener", LIMIT, () -> marker.events.size() == 2 && isDueLater());
        dispatcher.add(listener);
        clock.advance(Duration.ofSeconds(10));

        awaitEmptyOutbox();
        assertThat(listener.events).extracting(event -> event.payload().name()).containsExactly("first", "second");
        assertThat(marker.events).hasSize(2);
    }

    @Test
    void eventWaitsForAnAbsentListenerForADay() {
        Recorder<PersonAdded> listener = new Recorder<>("mailer", "people.PersonAdded", PersonAdded.class);
        dispatcher.add(listener);
        dispatcher.start();
        publish(new PersonAdded("first", 1));
        awaitEmptyOutbox();
        dispatcher.remove(listener);

        clock.advance(Duration.ofHours(25));
        publish(new PersonAdded("second", 2));

        awaitEmptyOutbox();
        assertThat(listener.events).hasSize(1);
    }

    @Test
    void listenerThatLeavesEndsItsDeliveriesFirst() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Recorder<PersonAdded> leaving = new Recorder<>("mailer", "people.PersonAdded", PersonAdded.class);
        leaving.then = event -> awaitQuietly(release);
        dispatcher.add(leaving);
        dispatcher.start();
        publish(new PersonAdded("Ada", 36));
        Await.until("the delivery", LIMIT, () -> leaving.events.size() == 1);

        Thread removal = new Thread(() -> dispatcher.remove(leaving), "removal");
        removal.start();
        Await.until("the wait", LIMIT, () -> removal.getState() == Thread.State.TIMED_WAITING);
        publish(new PersonAdded("Bob", 1));
        Await.until("the second event", LIMIT, this::isDueLater);
        assertThat(removal.isAlive()).isTrue();
        release.countDown();
        removal.join(LIMIT.toMillis());

        assertThat(removal.isAlive()).isFalse();
        assertThat(leaving.events).as("none after it began to leave").hasSize(1);
    }

    @Test
    void listenerMayRemoveItself() {
        Recorder<PersonAdded> once = new Recorder<>("mailer", "people.PersonAdded", PersonAdded.class);
        once.then = event -> dispatcher.remove(once);
        dispatcher.add(once);
        dispatcher.start();
        long start = System.nanoTime();

        publish(new PersonAdded("Ada", 36));

        awaitEmptyOutbox();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(once.events).hasSize(1);
    }

    @Test
    void drainDeliversInTheCallersThreadAndLeavesWhatNobodyAskedFor() {
        publish(new PersonAdded("Ada", 36));
        publish(new PersonGone("Ada"));
        Recorder<PersonAdded> listener = new Recorder<>("mailer", "people.PersonAdded", PersonAdded.class);
        listener.failures = 1;
        OutboxDrain drain = new OutboxDrain(fixture.databases().journals().platform(), clock);

        assertThat(drain.deliver(List.of(listener))).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(drain.deliver(List.of(listener))).isEqualTo(1);
        assertThat(drain.deliver(List.of(listener))).isZero();
        assertThat(outbox()).singleElement().asString().contains("PersonGone");
    }

    @Test
    void eventGoesToTheVersionThatServesItsTenantOnly() {
        Versions here = new Versions();
        CallContext pinned = DatabaseFixture.user(Ids.next());
        here.serving.put(pinned.tenantId(), "1.0.0");
        Recorder<PersonAdded> old = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        Recorder<PersonAdded> young = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        try (OutboxDispatcher versioned = dispatcher(here)) {
            versioned.add(new Subscriber(old, "org.stoa.crm", "1.0.0"));
            versioned.add(new Subscriber(young, "org.stoa.crm", "2.0.0"));
            versioned.start();

            publish(pinned, new PersonAdded("pinned", 1));
            publish(new PersonAdded("free", 1));

            awaitEmptyOutbox(versioned);
            assertThat(old.events).extracting(event -> event.payload().name()).containsExactly("pinned");
            assertThat(young.events).extracting(event -> event.payload().name()).containsExactly("free");
        }
    }

    @Test
    void twoVersionsDoNotBothHandleAnEventWhenNobodySaysWhichServes() {
        Recorder<PersonAdded> old = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        Recorder<PersonAdded> young = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        dispatcher.add(new Subscriber(old, "org.stoa.crm", "1.0.0"));
        dispatcher.add(new Subscriber(young, "org.stoa.crm", "2.0.0"));
        dispatcher.start();

        publish(new PersonAdded("Ada", 1));

        awaitEmptyOutbox();
        assertThat(old.events.size() + young.events.size()).isEqualTo(1);
    }

    @Test
    void eventOfTenantThatTheOtherNodesVersionServesWaitsForIt() {
        Versions here = new Versions();
        here.running = "1.0.0";
        Recorder<PersonAdded> old = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        Recorder<PersonAdded> young = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        try (OutboxDispatcher one = dispatcher(here)) {
            one.add(new Subscriber(old, "org.stoa.crm", "1.0.0"));
            one.start();
            publish(new PersonAdded("Ada", 1));
            Await.until("the first node has put it back", LIMIT, () -> outbox().size() == 1 && isDueLater());
            clock.advance(Duration.ofMinutes(2));
            one.wake();
            Await.until("and again", LIMIT, () -> outbox().size() == 1 && isDueLater());
            assertThat(old.events).isEmpty();
        }

        try (OutboxDispatcher other = dispatcher(new Versions())) {
            other.add(new Subscriber(young, "org.stoa.crm", "2.0.0"));
            other.start();
            clock.advance(Duration.ofSeconds(1));

            awaitEmptyOutbox(other);
        }
        assertThat(young.events).hasSize(1);
        assertThat(old.events).isEmpty();
    }

    @Test
    void eventDoesNotWaitForListenerThatTheServingVersionDoesNotHave() {
        Versions here = new Versions();
        here.serving.put(context.tenantId(), "1.0.0");
        here.running = "1.0.0";
        Recorder<PersonAdded> novelty = new Recorder<>("crm.novelty", "people.PersonAdded", PersonAdded.class);
        try (OutboxDispatcher versioned = dispatcher(here)) {
            versioned.add(new Subscriber(novelty, "org.stoa.crm", "2.0.0"));
            versioned.start();
            publish(new PersonAdded("Ada", 1));
            Await.until("it waits for a while", LIMIT, () -> outbox().size() == 1 && isDueLater());

            clock.advance(Duration.ofMinutes(2));

            awaitEmptyOutbox(versioned);
            assertThat(novelty.events).isEmpty();
        }
    }

    @Test
    void aModuleHearsNothingOfTenantsThatDoNotHaveItEnabled() {
        Versions here = new Versions();
        CallContext without = DatabaseFixture.user(Ids.next());
        here.off.add(without.tenantId());
        Recorder<PersonAdded> mailer = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        try (OutboxDispatcher versioned = dispatcher(here)) {
            versioned.add(new Subscriber(mailer, "org.stoa.crm", "2.0.0"));
            versioned.start();
            publish(without, new PersonAdded("unheard", 1));
            publish(new PersonAdded("heard", 1));
            awaitEmptyOutbox(versioned);
            assertThat(mailer.events)
                    .extracting(event -> event.payload().name())
                    .containsExactly("heard");
        }
    }

    @Test
    void whatAModuleTellsItselfWaitsWhileItIsOffForTheTenant() {
        Versions here = new Versions();
        here.off.add(context.tenantId());
        Recorder<PersonAdded> own = new Recorder<>("people.mailer", "people.PersonAdded", PersonAdded.class);
        try (OutboxDispatcher versioned = dispatcher(here)) {
            versioned.add(new Subscriber(own, "org.stoa.people", "2.0.0"));
            versioned.start();
            publish(new PersonAdded("Ada", 1));
            versioned.wake();
            Await.until("it was put back", LIMIT, () -> outbox().size() == 1 && isDueLater());
            assertThat(own.events).isEmpty();

            here.off.clear();
            clock.advance(Duration.ofMinutes(5));
            awaitEmptyOutbox(versioned);
            assertThat(own.events).hasSize(1);
        }
    }

    @Test
    void whatAModuleStoredForLaterWaitsWhileItIsOffForTheTenant() {
        Versions here = new Versions();
        here.off.add(context.tenantId());
        Recorder<PersonAdded> mailer = new Recorder<>("crm.mailer", "people.PersonAdded", PersonAdded.class);
        try (OutboxDispatcher versioned = dispatcher(here)) {
            versioned.add(new Subscriber(mailer, "org.stoa.crm", "2.0.0"));
            versioned.start();
            database.write(context, SqlMapper.class, (mapper, transaction) -> {
                transaction.publish(new PersonAdded("later", 1), clock.instant().plusSeconds(60));
                return null;
            });
            clock.advance(Duration.ofHours(1));
            versioned.wake();
            Await.until(
                    "it was looked at",
                    LIMIT,
                    () -> fixture.asMigration("SELECT 1 FROM data.outbox WHERE next_attempt_at > '" + clock.instant()
                                            + "'")
                                    .size()
                            == 1);
            assertThat(mailer.events).isEmpty();

            here.off.clear();
            clock.advance(Duration.ofMinutes(5));
            awaitEmptyOutbox(versioned);
            assertThat(mailer.events).hasSize(1);
        }
    }

    /** Version 2.0.0 serves everybody of whom nothing else is said. */
    private static final class Versions implements ServingVersions {

        final Map<UUID, String> serving = new ConcurrentHashMap<>();
        final Set<UUID> off = ConcurrentHashMap.newKeySet();
        volatile String running = "2.0.0";

        @Override
        public boolean isManaged(String bundle) {
            return bundle.equals("org.stoa.crm") || bundle.equals("org.stoa.people");
        }

        @Override
        public String serving(String bundle, UUID tenantId) {
            return serving.getOrDefault(tenantId, "2.0.0");
        }

        @Override
        public boolean isEnabled(String bundle, UUID tenantId, Instant since) {
            return !off.contains(tenantId);
        }

        @Override
        public boolean isRunning(String bundle, String version) {
            return version.equals(running);
        }
    }

    private OutboxDispatcher dispatcher(ServingVersions versions) {
        return new OutboxDispatcher(fixture.databases().journals().platform(), clock, versions);
    }

    private OutboxDispatcher dispatcher() {
        return new OutboxDispatcher(fixture.databases().journals().platform(), clock);
    }

    private void publish(Record event) {
        publish(context, event);
    }

    private void publish(CallContext tenant, Record event) {
        database.write(tenant, SqlMapper.class, (mapper, transaction) -> {
            transaction.publish(event);
            return null;
        });
        dispatcher.wake();
    }

    private List<String> outbox() {
        return fixture.asMigration("SELECT o::text FROM data.outbox o").stream()
                .map(text -> text.replace("\"\"", "\""))
                .toList();
    }

    private boolean isDueLater() {
        return fixture.asMigration("SELECT 1 FROM data.outbox WHERE next_attempt_at > '" + clock.instant()
                                + "' AND next_attempt_at < '" + clock.instant().plusSeconds(30) + "'")
                        .size()
                == 1;
    }

    private void awaitEmptyOutbox(OutboxDispatcher which) {
        Await.until("empty outbox", LIMIT, () -> {
            which.wake();
            return outbox().isEmpty();
        });
    }

    private void awaitEmptyOutbox() {
        Await.until("empty outbox", LIMIT, () -> {
            dispatcher.wake();
            return outbox().isEmpty();
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released the listener");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Recorder<E> implements DomainEventListener<E> {

        final List<DomainEvent<E>> events = new CopyOnWriteArrayList<>();
        private final String name;
        private final String type;
        private final Class<E> payload;
        volatile int failures;
        volatile String refuses = UUID.randomUUID().toString();
        volatile Consumer<DomainEvent<E>> then = event -> {};

        Recorder(String name, String type, Class<E> payload) {
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

        @Override
        public void on(DomainEvent<E> event) {
            events.add(event);
            then.accept(event);
            if (events.size() <= failures) {
                throw new IllegalStateException("not yet");
            }
            if (event.payload().toString().contains(refuses)) {
                throw new IllegalArgumentException("refused " + refuses);
            }
        }
    }
}
