package org.stoa.subscription.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.subscription.flag.FlagBuilder.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.subscription.SubscribedPlan;

class FlagSetTest {

    private static final UUID TENANT = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final Subject NOBODY = new Subject(TENANT, null, null, List.of());
    private static final Subject PRO =
            new Subject(TENANT, null, new SubscribedPlan("pro", 1, "ACTIVE", Set.of("reports")), List.of());

    @Test
    void theFirstThatAppliesDecides() {
        FlagBuilder everything =
                flag("a").onByDefault().rollout(100).plans("pro").tenants(TENANT);
        Subject listed = new Subject(TENANT, null, PRO.plan(), List.of("a"));

        assertThat(reason("a", listed, everything)).isEqualTo(Reason.ENABLED_TENANT);
        assertThat(reason("a", listed, flag("a").onByDefault().rollout(100).plans("pro")))
                .isEqualTo(Reason.TENANT_FEATURE);
        assertThat(reason("a", PRO, flag("a").onByDefault().rollout(100).plans("pro")))
                .isEqualTo(Reason.ENABLED_PLAN);
        assertThat(reason("reports", PRO, flag("reports").onByDefault().rollout(100)))
                .isEqualTo(Reason.PLAN_FEATURE);
        assertThat(reason("a", NOBODY, flag("a").onByDefault().rollout(100))).isEqualTo(Reason.ROLLOUT);
        assertThat(reason("a", NOBODY, flag("a").onByDefault())).isEqualTo(Reason.ON_BY_DEFAULT);
        assertThat(reason("a", NOBODY, flag("a"))).isEqualTo(Reason.OFF_BY_DEFAULT);
        assertThat(reason(
                        "a",
                        listed,
                        flag("a").onByDefault().rollout(100).plans("pro").without(TENANT)))
                .isEqualTo(Reason.DISABLED_TENANT);
    }

    @Test
    void whatThePlanOrTheTenantHasIsOnWithoutAFlag() {
        Subject subject = new Subject(TENANT, null, PRO.plan(), List.of("white-label"));

        assertThat(verdicts(subject, flag("a")))
                .containsOnlyKeys("a", "reports", "white-label")
                .containsEntry("reports", Verdict.of(Reason.PLAN_FEATURE))
                .containsEntry("white-label", Verdict.of(Reason.TENANT_FEATURE));
    }

    @Test
    void aFeatureIsOffWithoutWhatItRequiresHoweverFarAway() {
        FlagBuilder[] flags = {
            flag("a").onByDefault().requires("b"), flag("b").onByDefault().requires("c"), flag("c")
        };
        assertThat(verdicts(NOBODY, flags))
                .containsEntry("a", new Verdict(Reason.REQUIREMENT_OFF, "c"))
                .containsEntry("b", new Verdict(Reason.REQUIREMENT_OFF, "c"));

        flags[2] = flag("c").plans("pro");
        assertThat(verdicts(PRO, flags).values()).allMatch(Verdict::isOn);
    }

    @Test
    void ofTwoThatExcludeEachOtherTheWeightierReasonWinsThenTheMoreSettledThenTheFirst() {
        assertThat(verdicts(PRO, flag("a").onByDefault(), flag("b").plans("pro").excludes("a")))
                .containsEntry("a", new Verdict(Reason.INCOMPATIBLE_ON, "b"))
                .containsEntry("b", Verdict.of(Reason.ENABLED_PLAN));
        assertThat(verdicts(
                        NOBODY,
                        flag("a").rollout(100).category(FlagCategory.EXPERIMENTAL),
                        flag("b").rollout(100).category(FlagCategory.BETA).excludes("a")))
                .containsEntry("a", new Verdict(Reason.INCOMPATIBLE_ON, "b"));
        assertThat(verdicts(
                        NOBODY, flag("a").rollout(100), flag("b").rollout(100).excludes("a")))
                .containsEntry("b", new Verdict(Reason.INCOMPATIBLE_ON, "a"));
    }

    @Test
    void whatLosesTakesAlongWhatRequiresItAndFreesWhatItExcludes() {
        Map<String, Verdict> verdicts = verdicts(
                PRO,
                flag("winner").plans("pro").excludes("loser"),
                flag("loser").rollout(100).excludes("freed"),
                flag("child").rollout(100).requires("loser"),
                flag("freed").onByDefault());

        assertThat(verdicts)
                .containsEntry("loser", new Verdict(Reason.INCOMPATIBLE_ON, "winner"))
                .containsEntry("child", new Verdict(Reason.REQUIREMENT_OFF, "loser"))
                .containsEntry("freed", Verdict.of(Reason.ON_BY_DEFAULT));
    }

    @Test
    void aRolloutReachesItsShareAlwaysTheSameAndTakesItFromNobodyWhenItGrows() {
        List<UUID> tenants = Stream.generate(Ids::next).limit(2000).toList();
        for (UUID tenant : tenants) {
            Subject subject = new Subject(tenant, null, null, List.of());
            boolean had = false;
            for (int percentage = 0; percentage <= 100; percentage++) {
                boolean has = verdicts(subject, flag("a").rollout(percentage))
                        .get("a")
                        .isOn();
                assertThat(has || !had).as("%s at %d", tenant, percentage).isTrue();
                had = has;
            }
            assertThat(had).isTrue();
        }
        long tenth = tenants.stream()
                .filter(tenant -> Rollout.place("a", tenant, null) < 10)
                .count();
        assertThat(tenth).isBetween(140L, 260L);
    }

    @Test
    void placesAreThoseThatTheyWereBeforeForPeopleWouldLoseFeatures() {
        UUID user = UUID.fromString("00000000-0000-7000-8000-000000000002");

        assertThat(Rollout.place("a", TENANT, null)).isEqualTo(50);
        assertThat(Rollout.place("booking.calendar-sync", TENANT, null)).isEqualTo(79);
        assertThat(Rollout.place("a", TENANT, user)).isEqualTo(88);
    }

    @Test
    void aRolloutByUsersReachesSomeOfATenant() {
        FlagSet flags =
                new FlagSet(List.of(flag("a").rollout(50, RolloutUnit.USER).build()));
        assertThat(flags.isByUser()).isTrue();
        long reached = IntStream.range(0, 200)
                .filter(i -> flags.evaluate(new Subject(TENANT, Ids.next(), null, List.of()))
                        .get("a")
                        .isOn())
                .count();
        assertThat(reached).isBetween(60L, 140L);
    }

    @Test
    void whateverTheFlagsNothingIsOnWithoutItsRequirementsOrBesideWhatItExcludes() {
        Random random = new Random(11);
        int on = 0;
        int lost = 0;
        for (int round = 0; round < 3000; round++) {
            List<FeatureFlag> flags = consistent(random);
            Map<String, Verdict> verdicts = new FlagSet(flags).evaluate(PRO);
            for (FeatureFlag flag : flags) {
                if (verdicts.get(flag.key()).isOn()) {
                    on++;
                    assertThat(flag.requiredFeatures())
                            .allMatch(key -> verdicts.get(key).isOn());
                    assertThat(flag.incompatibleFeatures())
                            .noneMatch(key -> verdicts.get(key).isOn());
                } else if (verdicts.get(flag.key()).reason() == Reason.INCOMPATIBLE_ON) {
                    lost++;
                    assertThat(verdicts.get(verdicts.get(flag.key()).because()).isOn())
                            .isTrue();
                }
            }
        }
        assertThat(on).isGreaterThan(1000);
        assertThat(lost).isGreaterThan(200);
    }

    private static List<FeatureFlag> consistent(Random random) {
        while (true) {
            List<FeatureFlag> flags = new ArrayList<>();
            List<String> keys = List.of("a", "b", "c", "d", "e", "f");
            for (String key : keys) {
                FlagBuilder flag = flag(key)
                        .requires(some(keys, key, random))
                        .excludes(some(keys, key, random))
                        .category(FlagCategory.values()[random.nextInt(3)])
                        .rollout(random.nextInt(2) * 100);
                flag = random.nextInt(4) == 0 ? flag.plans("pro") : flag;
                flags.add((random.nextInt(4) == 0 ? flag.onByDefault() : flag).build());
            }
            if (ConflictSearch.smallest(flags) == null) {
                return flags;
            }
        }
    }

    private static String[] some(List<String> keys, String but, Random random) {
        return keys.stream()
                .filter(key -> !key.equals(but) && random.nextInt(6) == 0)
                .toArray(String[]::new);
    }

    private static Reason reason(String key, Subject subject, FlagBuilder... flags) {
        return verdicts(subject, flags).get(key).reason();
    }

    private static Map<String, Verdict> verdicts(Subject subject, FlagBuilder... flags) {
        return new FlagSet(Stream.of(flags).map(FlagBuilder::build).toList()).evaluate(subject);
    }
}
