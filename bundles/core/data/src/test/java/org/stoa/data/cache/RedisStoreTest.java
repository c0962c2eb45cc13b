package org.stoa.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.data.Await;
import redis.clients.jedis.Jedis;

/** A real Redis, and what may become of it. */
class RedisStoreTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long REFUSALS = 50;
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestRedis redis = TestRedis.open();
    private final RedisStore store = RedisStore.at(redis.url());

    @AfterEach
    void stop() throws IOException {
        store.close();
        redis.close();
    }

    @Test
    void whatWasStoredIsFoundUntilItExpires() {
        awaitUse(store);
        store.put("stoa:ä", "Wörter\n", HOUR);
        awaitText(store, "stoa:ä", "Wörter\n");
        assertThat(find(store, "stoa:other")).isNull();
        try (Jedis client = redis.connect()) {
            assertThat(client.pttl("stoa:ä")).isBetween(1L, HOUR.toMillis());
        }
    }

    @Test
    void passwordOfTheUrlIsUsed() throws IOException {
        try (TestRedis closed = TestRedis.start("secret-of-redis");
                RedisStore known = RedisStore.at(closed.url());
                RedisStore stranger = RedisStore.at(closed.url().replace("secret-of-redis", "guess"))) {
            awaitUse(known);
            known.put("key", "text", HOUR);
            awaitText(known, "key", "text");
            assertThat(stranger.isUsable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "http://localhost:6379",
                "redis://localhost",
                "redis://:pass word@localhost:6379",
                "redis://localhost:6379/abc"
            })
    void whatIsNoUrlOfARedisIsRefusedWithoutShowingThePassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisStore.at(url))
                .withMessageContaining("STOA_REDIS_URL")
                .withMessageContaining("redis://user:password@host:6379/0")
                .withMessageNotContaining("pass word")
                .withNoCause();
    }

    @Test
    void redisThatWasKilledIsLeftAloneAndUsedAgainWhenItIsBack() {
        awaitUse(store);
        redis.kill();
        assertThatThrownBy(() -> store.get("key")).isInstanceOf(IOException.class);
        Await.until("left alone", LIMIT, () -> !store.isUsable());
        store.put("key", "lost", HOUR);
        assertThatThrownBy(() -> store.get("key")).hasMessage("Redis is left alone");

        redis.start();
        awaitUse(store);
        assertThat(find(store, "key")).isNull();
        store.put("key", "text", HOUR);
        awaitText(store, "key", "text");
    }

    @Test
    void redisThatHangsIsAskedOnceAndUsedAgainWhenItGoesOn() {
        awaitUse(store);
        redis.freeze();
        try {
            assertThatThrownBy(() -> store.get("key")).isInstanceOf(IOException.class);
            // it takes connections, and does not answer on them: that is no reason to use it
            assertThat(store.isUsable()).isFalse();
            assertThatThrownBy(() -> store.get("key")).hasMessage("Redis is left alone");
        } finally {
            redis.thaw();
        }
        awaitUse(store);
        store.put("key", "text", HOUR);
        awaitText(store, "key", "text");
    }

    @Test
    void redisThatIsFullKeepsItsConnectionsAndIsUsedAgainWhenThereIsRoom() {
        awaitUse(store);
        try (Jedis client = redis.connect()) {
            long connections = statistic(client, "total_connections_received:");
            client.configSet("maxmemory", "1");
            Await.until("refusals", LIMIT, () -> {
                store.put("key", "text", HOUR);
                return statistic(client, "errorstat_OOM:count=") >= REFUSALS;
            });
            assertThat(store.isUsable()).isTrue();
            assertThat(find(store, "key")).isNull();
            // some, as a machine that is busy may have been late with an answer
            assertThat(statistic(client, "total_connections_received:") - connections)
                    .isLessThan(REFUSALS);

            client.configSet("maxmemory", "0");
            Await.until("what is stored is found", LIMIT, () -> {
                store.put("key", "text", HOUR);
                return "text".equals(find(store, "key"));
            });
        }
    }

    @Test
    void whoWaitsForTheOthersDoesNotTakeRedisForBroken() {
        awaitUse(store);
        try (Jedis client = redis.connect()) {
            long connections = statistic(client, "total_connections_received:");
            CompletableFuture<Void> gate = new CompletableFuture<>();
            for (int i = 0; i < store.executor.getMaximumPoolSize(); i++) {
                store.executor.execute(gate::join);
            }
            try {
                assertThatThrownBy(() -> store.get("key")).hasMessage("too many ask Redis");
                assertThat(store.isUsable()).isTrue();
                assertThat(statistic(client, "total_connections_received:")).isEqualTo(connections);
            } finally {
                gate.complete(null);
            }
        }
    }

    private static long statistic(Jedis client, String name) {
        return client.info("all")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length())))
                .findFirst()
                .orElse(0);
    }

    @Test
    void storeThatWasClosedIsNotUsed() {
        awaitUse(store);
        store.close();
        assertThat(store.isUsable()).isFalse();
        store.put("key", "text", HOUR);
        assertThatThrownBy(() -> store.get("key")).isInstanceOf(IOException.class);
    }

    static void awaitUse(RedisStore store) {
        Await.until("Redis is used", LIMIT, store::isUsable);
    }

    private static void awaitText(RedisStore store, String key, String text) {
        Await.until("what was stored is found", LIMIT, () -> text.equals(find(store, key)));
    }

    /** What is there, also when the machine was too busy for an answer in time. */
    private static String find(RedisStore store, String key) {
        String[] found = new String[1];
        Await.until("an answer", LIMIT, () -> {
            try {
                found[0] = store.get(key);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        return found[0];
    }
}
