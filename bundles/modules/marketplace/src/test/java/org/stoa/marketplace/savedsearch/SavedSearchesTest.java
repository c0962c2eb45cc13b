package org.stoa.marketplace.savedsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.another;
import static org.stoa.marketplace.MarketplaceFixture.gig;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.Problems;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingStatus;
import org.stoa.marketplace.listing.Place;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.SqlMapper;

class SavedSearchesTest {
    private static final int MANY = Integer.getInteger("stoa.savedSearches", 2000);
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();

    private final CallContext owner = MARKETPLACE.newTenant();
    private final CallContext reader = another(owner);
    private final SavedSearches searches = MARKETPLACE.services.savedSearches;
    private final RecordingListener<MailOrdered> mails = new RecordingListener<>(MailOrdered.class);

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    @Test
    void whatFitsIsToldAtOnceAndOnce() {
        save(
                "Castings",
                Frequency.AT_ONCE,
                Map.of("q", "casting -nude", "type", "GIG,JOB", "maxPrice", "600", "currency", "EUR"));
        save("All", Frequency.AT_ONCE, Map.of("near", "48.2,16.4", "radius", "20km"));
        save("Nothing", Frequency.NEVER, Map.of("q", "casting"));
        Listing listing = MARKETPLACE.publish(
                owner,
                gig("Castings in Vienna")
                        .with(it -> it.location = new Place("AT", "Vienna", null, null, 48.21, 16.37, null)));
        MARKETPLACE.publish(owner, gig("Nude casting"));
        MARKETPLACE.publish(owner, gig("Casting").with(it -> it.price = Money.of("601", "EUR")));

        tell();
        MARKETPLACE.services.listings.changeStatus(owner, listing.id(), ListingStatus.PAUSED);
        MARKETPLACE.services.listings.changeStatus(owner, listing.id(), ListingStatus.ACTIVE);
        tell();

        assertThat(mails.of(owner)).hasSize(1);
        assertThat(mails.of(owner).get(0).userId()).isEqualTo(reader.caller().userId());
        assertThat(mails.of(owner).get(0).subject()).isEqualTo("New: Castings in Vienna");
    }

    @Test
    void titleIsToldAsFarAsASubjectTakesIt() {
        save("All", Frequency.AT_ONCE, Map.of("type", "GIG"));
        MARKETPLACE.publish(owner, gig("C" + "\uD83D\uDC57".repeat(99)));

        tell();

        assertThat(mails.of(owner).get(0).subject())
                .isEqualTo("New: C" + "\uD83D\uDC57".repeat(96) + "…")
                .hasSizeLessThanOrEqualTo(MailOrdered.MAX_SUBJECT);
    }

    @Test
    void digestComesInTheMorningWithAllThatIsStillActive() {
        MARKETPLACE.clock.set("2026-10-24T12:00:00Z");
        save("Castings", Frequency.DAILY, Map.of("q", "casting"));
        MARKETPLACE.publish(owner, gig("First casting"));
        Listing gone = MARKETPLACE.publish(owner, gig("Second casting"));
        MARKETPLACE.publish(owner, gig("Third casting"));
        tell();
        MARKETPLACE.services.listings.delete(owner, gone.id());
        assertThat(mails.of(owner)).isEmpty();

        // Summer time ends in that night: seven o'clock is six by universal time, and no longer five.
        MARKETPLACE.clock.set("2026-10-25T05:59:59Z");
        tell();
        assertThat(mails.of(owner)).isEmpty();
        MARKETPLACE.clock.set("2026-10-25T06:00:00Z");
        tell();
        tell();

        assertThat(mails.of(owner)).hasSize(1);
        assertThat(mails.of(owner).get(0).subject()).isEqualTo("2 new listings for your saved searches");
        assertThat(mails.of(owner).get(0).text())
                .contains("First casting", "Third casting")
                .doesNotContain("Second casting");

        MARKETPLACE.publish(owner, gig("Fourth casting"));
        tell();
        MARKETPLACE.clock.set("2026-10-26T06:00:00Z");
        tell();
        assertThat(mails.of(owner)).hasSize(2);
    }

    @Test
    void whatIsListedWhileADigestIsSentIsInThatOrTheNext() throws Exception {
        CallContext first = another(owner);
        CallContext second = another(owner);
        CallContext system = CallContext.system(owner.requireTenant(), "test");
        SavedSearchFields all = new SavedSearchFields("All", Frequency.DAILY, Map.of("type", "GIG"));
        MARKETPLACE.clock.set("2026-11-02T12:00:00Z");
        searches.create(first, all);
        MARKETPLACE.publish(owner, gig("First casting"));
        tell();
        searches.create(second, all);
        MARKETPLACE.clock.set("2026-11-03T07:00:00Z");
        Listing listing = MARKETPLACE.publish(owner, gig("Second casting"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> listed;
        Future<?> sent;
        try (Connection other = MARKETPLACE.databases.owner().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SET LOCAL app.tenant_id = '" + owner.requireTenant() + "'");
            // The digest of the second user waits for this, when the first has one already.
            other.createStatement()
                    .execute("INSERT INTO marketplace.digest (tenant_id, user_id, due_at) VALUES ('"
                            + owner.requireTenant() + "', '" + second.caller().userId() + "', now())");
            listed = threads.submit(() -> MARKETPLACE.services.notifications.listed(system, listing.id()));
            awaitWaiting(1, listed);
            sent = threads.submit(() -> MARKETPLACE.services.notifications.digest(
                    system, first.caller().userId()));
            awaitWaiting(2, sent);
            other.rollback();
        }
        listed.get();
        sent.get();
        threads.shutdown();

        List<String> lost = MARKETPLACE.database.read(
                owner,
                SqlMapper.class,
                sql -> sql.texts("SELECT user_id FROM marketplace.saved_search_hit h WHERE NOT told AND NOT EXISTS"
                        + " (SELECT FROM marketplace.digest d WHERE d.user_id = h.user_id)"));
        assertThat(lost).isEmpty();
    }

    /** Until so many wait for a lock, or the call is over. */
    private static void awaitWaiting(int waiting, Future<?> call) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try (Connection connection = MARKETPLACE.databases.owner().getConnection()) {
            while (!call.isDone()) {
                assertThat(System.nanoTime()).as("it waits, or is over").isLessThan(deadline);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted");
                row.next();
                if (row.getInt(1) >= waiting) {
                    return;
                }
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void userHasAtMostTwentyHoweverManyAreSavedAtOnce() throws Exception {
        List<Callable<SavedSearch>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = "Search " + i;
            calls.add(() -> save(name, Frequency.DAILY, Map.of("q", "casting")));
        }
        ExecutorService threads = Executors.newFixedThreadPool(12);
        int saved = 0;
        for (Future<SavedSearch> call : threads.invokeAll(calls)) {
            try {
                call.get();
                saved++;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).hasMessageContaining("too-many-saved-searches");
            }
        }
        threads.shutdown();

        assertThat(saved).isEqualTo(SavedSearches.MOST);
        assertThat(searches.list(reader)).hasSize(SavedSearches.MOST);
        searches.delete(reader, searches.list(reader).get(3).id());
        save("One more", Frequency.DAILY, Map.of("q", "casting"));
    }

    @Test
    void searchOfOthersIsNotThereAndOneThatIsWrongIsNamed() {
        UUID id = save("Castings", Frequency.DAILY, Map.of("q", "casting")).id();

        assertThat(Problems.code(() -> searches.get(owner, id))).isEqualTo("not-found");
        assertThat(Problems.fields(() -> save("Wrong", Frequency.DAILY, Map.of("colour", "red", "minPrice", "1"))))
                .containsExactlyInAnyOrder("colour", "minPrice");
    }

    @Test
    void manySearchesAreMatchedInOneStatement() throws Exception {
        try (Connection connection = MARKETPLACE.databases.owner().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("SET LOCAL app.tenant_id = '" + owner.requireTenant() + "'");
            connection
                    .createStatement()
                    .execute(
                            """
                            INSERT INTO marketplace.saved_search (tenant_id, id, user_id, place, name, frequency, parameters,
                                query, version, created_at, updated_at)
                            SELECT '%s', uuidv7(), md5((n / 20)::text)::uuid, 1 + n %% 20, 'Search ' || n, 'DAILY', '{}',
                                ('word' || n %% 100)::tsquery, 1, now(), now()
                            FROM generate_series(0, %d) n"""
                                    .formatted(owner.requireTenant(), MANY - 1));
            connection.commit();
        }
        Listing listing = MARKETPLACE.publish(owner, gig("word7 word8"));
        long begin = System.nanoTime();
        MARKETPLACE.services.notifications.listed(CallContext.system(owner.requireTenant(), "test"), listing.id());

        System.out.printf(
                "one listing among %d saved searches: %d ms%n",
                MANY, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        int hits = MARKETPLACE.database.read(
                owner, SqlMapper.class, sql -> sql.texts("SELECT user_id FROM marketplace.saved_search_hit")
                        .size());
        assertThat(hits).isEqualTo(MANY / 100);
    }

    private SavedSearch save(String name, Frequency frequency, Map<String, String> parameters) {
        return searches.create(reader, new SavedSearchFields(name, frequency, parameters));
    }

    private void tell() {
        MARKETPLACE.deliver(mails);
    }
}
