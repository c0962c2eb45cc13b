package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.data.cache.LocalCaches;
import org.stoa.testkit.MutableClock;

class EnabledModulesTest {

    private final UUID tenant = Ids.next();
    private final UUID otherTenant = Ids.next();
    private final Map<UUID, Map<String, String>> stored =
            new ConcurrentHashMap<>(Map.of(tenant, Map.of("crm", EnabledModules.NOT_PINNED), otherTenant, Map.of()));
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicReference<Runnable> afterQuery = new AtomicReference<>(() -> {});
    private final MutableClock clock = MutableClock.at("2026-03-01T09:00:00Z");
    private final LocalCaches caches = new LocalCaches();
    private final EnabledModules enabled = new EnabledModules(this::query, caches, clock);

    @Test
    void thatAModuleIsOffIsOnlyBelievedWhenItWasReadAfterwards() {
        Instant read = clock.instant();
        assertThat(enabled.contains(otherTenant, "crm", read.minusSeconds(3))).isFalse();
        assertThat(enabled.contains(otherTenant, "crm", read.minusSeconds(3))).isFalse();
        assertThat(queries).as("what was read is new enough").hasValue(1);

        stored.put(otherTenant, Map.of("crm", EnabledModules.NOT_PINNED));

        assertThat(enabled.contains(otherTenant, "crm", read)).isTrue();
        assertThat(enabled.contains(otherTenant, "crm", read.plusSeconds(60))).isTrue();
        assertThat(queries).hasValue(2);
    }

    @Test
    void oneQueryAnswersForEveryModuleOfTheTenant() {
        assertThat(enabled.contains(tenant, "crm")).isTrue();
        assertThat(enabled.contains(tenant, "crm")).isTrue();
        assertThat(enabled.contains(tenant, "pos")).isFalse();
        assertThat(queries).hasValue(1);
        assertThat(enabled.contains(otherTenant, "crm")).isFalse();
        assertThat(queries).hasValue(2);
    }

    @Test
    void changeIsSeenAtOnceAndConcernsOneTenantOnly() {
        enabled.contains(tenant, "crm");
        enabled.contains(otherTenant, "crm");
        stored.put(tenant, Map.of());

        caches.forget(EnabledModules.tag(tenant));

        assertThat(enabled.contains(tenant, "crm")).isFalse();
        assertThat(enabled.contains(otherTenant, "crm")).isFalse();
        assertThat(queries).hasValue(3);
    }

    @Test
    void answerThatWasReadBeforeAChangeAndArrivesAfterItIsNotKept() throws Exception {
        Thread writer = new Thread(() -> {
            stored.put(tenant, Map.of());
            caches.forget(EnabledModules.tag(tenant));
        });
        afterQuery.set(() -> {
            afterQuery.set(() -> {});
            writer.start();
            Eventually.eventually(() -> assertThat(stored.get(tenant)).isEmpty());
        });

        enabled.contains(tenant, "crm");
        writer.join(20_000);

        assertThat(enabled.contains(tenant, "crm")).isFalse();
    }

    @Test
    void failureOfTheDatabaseIsNotRemembered() {
        afterQuery.set(() -> {
            throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
        });
        assertThatThrownBy(() -> enabled.contains(tenant, "crm")).hasMessageStartingWith("503 database-unavailable");

        afterQuery.set(() -> {});

        assertThat(enabled.contains(tenant, "crm")).isTrue();
    }

    private Map<String, String> query(UUID id) {
        queries.incrementAndGet();
        Map<String, String> answer = stored.get(id);
        afterQuery.get().run();
        return answer;
    }
}
