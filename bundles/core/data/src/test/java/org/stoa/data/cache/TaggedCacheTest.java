package org.stoa.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.CacheTag;

class TaggedCacheTest {

    private static final CacheTag TAG = CacheTag.of("thing", 1);
    private static final CacheTag OTHER = CacheTag.of("thing", 2);

    private final AtomicBoolean trusted = new AtomicBoolean(true);
    private final LocalCaches caches = new LocalCaches(trusted::get);
    private final AtomicInteger loads = new AtomicInteger();
    private final Cache<String, Integer> cache =
            caches.create("things", 100, Duration.ofMinutes(1), (key, value) -> List.of(TAG));

    private int get() {
        return cache.get("key", loads::incrementAndGet);
    }

    @Test
    void whatIsKnownIsNotLoadedAgainUntilSomethingChangesThatItDependsOn() {
        assertThat(get()).isEqualTo(1);
        caches.forget(OTHER);
        assertThat(get()).isEqualTo(1);

        caches.forget(TAG);
        assertThat(get()).isEqualTo(2);
        assertThat(get()).isEqualTo(2);

        caches.forget(CacheTag.EVERYTHING);
        assertThat(get()).isEqualTo(3);
    }

    @Test
    void whoCannotBeSureLoadsAnewEachTime() {
        assertThat(get()).isEqualTo(1);
        trusted.set(false);
        assertThat(get()).isEqualTo(2);
        assertThat(get()).isEqualTo(3);
        trusted.set(true);
        assertThat(get()).isEqualTo(3);
    }

    @Test
    void whoNotesTheNumberOfAChangeFindsWhatDependsOnItChanged() throws Exception {
        ChangeNumbers numbers = new ChangeNumbers();
        int[] slots = ChangeNumbers.slots(List.of(TAG));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<?> changes = threads.submit(() -> {
                while (!done.get()) {
                    numbers.changed(List.of(TAG));
                }
            });
            for (long noted = 0; noted < 300_000; noted = numbers.stamp()) {
                long stamp = numbers.stamp();
                assertThat(stamp == 0 || !numbers.isUnchangedSince(stamp - 1, slots))
                        .as("a value from before change %d is given out after that change was counted", stamp)
                        .isTrue();
            }
            done.set(true);
            changes.get();
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    @Test
    void changeBetweenLoadingAndStoringIsNotLost() {
        int loaded = cache.get("key", () -> {
            int value = loads.incrementAndGet();
            caches.forget(TAG);
            return value;
        });

        assertThat(loaded).isEqualTo(1);
        assertThat(get()).isEqualTo(2);
    }

    @Test
    void valueThatIsReadAfterAChangeWasAcknowledgedIsNeverOlderThanIt() throws Exception {
        AtomicLong stored = new AtomicLong();
        AtomicLong acknowledged = new AtomicLong();
        AtomicBoolean stopped = new AtomicBoolean();
        Cache<String, Long> numbers =
                caches.create("numbers", 100, Duration.ofMinutes(1), (key, value) -> List.of(TAG));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Long>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(threads.submit(() -> {
                long stale = 0;
                while (!stopped.get()) {
                    long least = acknowledged.get();
                    if (numbers.get("key", stored::get) < least) {
                        stale++;
                    }
                }
                return stale;
            }));
        }
        for (long number = 1; number <= 100_000; number++) {
            stored.set(number);
            caches.heed(List.of(TAG));
            acknowledged.set(number);
        }
        stopped.set(true);
        for (Future<Long> reader : readers) {
            assertThat(reader.get()).isZero();
        }
        threads.shutdown();
    }

    @Test
    void nothingIsRememberedOfALoadThatFailsOrFindsNothing() {
        assertThatThrownBy(() -> cache.get("key", () -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");
        assertThat(cache.get("key", () -> null)).isNull();
        assertThat(get()).isEqualTo(1);
    }

    @Test
    void reloadingReplacesWhatIsKnown() {
        get();
        assertThat(cache.reload("key", loads::incrementAndGet)).isEqualTo(2);
        assertThat(get()).isEqualTo(2);
    }

    @Test
    void listenersHearOfTheirTagAndOfEverything() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        AutoCloseable failing = caches.onChange(TAG, () -> {
            throw new IllegalStateException("refused");
        });
        AutoCloseable listening = caches.onChange(TAG, heard::incrementAndGet);

        caches.forget(OTHER);
        assertThat(heard).hasValue(0);
        caches.forget(TAG);
        caches.forget(CacheTag.EVERYTHING);
        assertThat(heard).hasValue(2);

        failing.close();
        listening.close();
        caches.forget(TAG);
        assertThat(heard).hasValue(2);
    }

    @Test
    void statisticsTellHowItServes() {
        get();
        get();
        get();

        CacheStatistics statistics = caches.statistics().get(0);
        assertThat(statistics.name()).isEqualTo("things");
        assertThat(statistics.hits()).isEqualTo(2);
        assertThat(statistics.misses()).isEqualTo(1);
        assertThat(statistics.loadNanos()).isPositive();
        assertThat(statistics.entries()).isEqualTo(1);
    }
}
