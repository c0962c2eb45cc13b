package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.platform.ModuleRollout.Canary;

/** Which tenants a candidate serves follows from their ids alone, so that every node and every start decides alike. */
class RolloutTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final int TENANTS = 20_000;
    private static final List<UUID> IDS = ids(42);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 25, 50, 75, 99})
    void candidateServesItsShareOfTheTenants(int share) {
        for (String module : List.of("billing", "booking", "shop")) {
            assertThat(100.0 * served(rollout(module, "2.0.0", share)).size() / TENANTS)
                    .as("%s, percent of the tenants at %d %%", module, share)
                    .isCloseTo(share, within(1.0));
        }
    }

    @Test
    void tenantsThatCameAtTheSameTimeAreSharedOutToo() {
        UUID first = IDS.get(0);
        long sequential = Stream.iterate(0L, number -> number + 1)
                .limit(1_000)
                .filter(number ->
                        rollout("shop", "2.0.0", 30).isInShare(new UUID(first.getMostSignificantBits(), number)))
                .count();
        long inTime = Stream.iterate(0L, number -> number + 1)
                .limit(1_000)
                .filter(number -> rollout("shop", "2.0.0", 30)
                        .isInShare(new UUID(
                                first.getMostSignificantBits() + (number << 16), first.getLeastSignificantBits())))
                .count();
        assertThat(sequential).isBetween(230L, 370L);
        assertThat(inTime).isBetween(230L, 370L);
    }

    @Test
    void tenantKeepsTheCandidateWhileTheShareGrows() {
        Set<UUID> before = Set.of();
        for (int share = 1; share < 100; share++) {
            Set<UUID> served = served(rollout("shop", "2.0.0", share));
            assertThat(served.containsAll(before)).as("at %d %%", share).isTrue();
            before = served;
        }
    }

    @Test
    void otherCandidatesAndModulesAreTriedOnOtherTenants() {
        Set<UUID> served = served(rollout("shop", "2.0.0", 20));
        for (Rollout other : List.of(rollout("shop", "2.0.1", 20), rollout("billing", "2.0.0", 20))) {
            long both = served(other).stream().filter(served::contains).count();
            assertThat(100.0 * both / TENANTS)
                    .as("percent of the tenants that are served by both")
                    .isCloseTo(4, within(1.0));
        }
    }

    @Test
    void nobodyIsServedWithoutTenantOrWithoutCandidate() {
        assertThat(rollout("shop", "2.0.0", 99).isInShare(null)).isFalse();
        assertThat(served(rollout("shop", "2.0.0", 99).withoutCandidate(NOW))).isEmpty();
    }

    private static Rollout rollout(String module, String candidate, int share) {
        return Rollout.of(module, "1.0.0", null, NOW).withCandidate(candidate, new Canary(share, 0.05, 50), NOW);
    }

    private static Set<UUID> served(Rollout rollout) {
        return IDS.stream().filter(rollout::isInShare).collect(Collectors.toSet());
    }

    /** UUIDs of version 7, some seconds apart. */
    private static List<UUID> ids(long seed) {
        Random random = new Random(seed);
        long millis = NOW.toEpochMilli();
        return Stream.iterate(0, number -> number + 1)
                .limit(TENANTS)
                .map(number -> new UUID(
                        (millis + number * 7_000L) << 16 | 0x7000 | random.nextInt(0x1000),
                        random.nextLong() >>> 2 | Long.MIN_VALUE))
                .toList();
    }
}
