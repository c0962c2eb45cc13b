package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.access.AccessFixture;
import org.stoa.access.Housekeeping;
import org.stoa.access.apikey.ApiKeyUses;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequestInfo;

class SignInGuardTest {

    private static final UUID REALM = Realms.PLATFORM;

    private static AccessFixture access;
    private static int number;

    private String email;
    private String attacker;
    private String home;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @BeforeEach
    void chooseOthers() {
        number++;
        email = "person-" + number + "@example.org";
        attacker = "198.51." + number + ".1";
        home = "192.0." + number + ".1";
    }

    private static CallContext from(String address) {
        RequestInfo request = new RequestInfo(Ids.next().toString(), address, "test");
        return new CallContext(null, Caller.anonymous(), Permissions.none(), Locale.ENGLISH, request, null);
    }

    private void fail(String who, String address) {
        access.guard.begin(from(address), REALM, who).close();
    }

    private void succeed(String who, String address) {
        try (SignInAttempt attempt = access.guard.begin(from(address), REALM, who)) {
            access.platform.write(from(address), AttemptMapper.class, (mapper, transaction) -> {
                access.guard.succeeded(transaction, attempt);
                return null;
            });
        }
    }

    /** @return for how many seconds it is refused; 0 when it is let through */
    private static long pause(String who, String address) {
        CallContext context = from(address);
        try (SignInAttempt attempt = access.guard.begin(context, REALM, who)) {
            access.guard.undecided(context, attempt);
            return 0;
        } catch (ProblemException e) {
            assertThat(e.code().code()).isEqualTo("too-many-attempts");
            assertThat(e.code().status()).isEqualTo(429);
            return Long.parseLong(e.headers().get("Retry-After"));
        }
    }

    private static void pass(long seconds) {
        access.clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void fifthFailureLeadsToAPauseThatDoubles() {
        for (int i = 0; i < 4; i++) {
            fail(email, attacker);
            assertThat(pause(email, attacker)).as("after failure " + (i + 1)).isZero();
        }
        for (long seconds : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900)) {
            fail(email, attacker);
            assertThat(pause(email, attacker)).isEqualTo(seconds);
            pass(seconds - 1);
            assertThat(pause(email, attacker))
                    .as("one second before the end of " + seconds)
                    .isPositive();
            pass(1);
        }
        assertThat(pause(email, attacker)).isZero();
    }

    @Test
    void refusalSaysWhenToComeBack() {
        for (int i = 0; i < 8; i++) {
            fail(email, attacker);
            pass(i < 4 ? 0 : 8);
        }
        fail(email, attacker);

        ProblemException problem =
                assertRefused(429, "too-many-attempts", null, () -> access.guard.begin(from(attacker), REALM, email));
        assertThat(problem.headers().get("Retry-After"))
                .isEqualTo(problem.arguments()[0].toString())
                .isEqualTo("16");
    }

    @Test
    void pauseConcernsThePairAlone() {
        for (int i = 0; i < 5; i++) {
            fail(email, attacker);
        }

        assertThat(pause(email, attacker)).isPositive();
        assertThat(pause(email, home)).isZero();
        assertThat(pause("other-" + email, attacker)).isZero();
    }

    @Test
    void samePersonInAnotherRealmIsAnotherPerson() {
        for (int i = 0; i < 5; i++) {
            fail(email, attacker);
        }

        access.guard.begin(from(attacker), Ids.next(), email).close();
    }

    @Test
    void successForgetsTheFailures() {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 4; i++) {
                fail(email, home);
            }
            succeed(email, home);
        }
        assertThat(pause(email, home)).isZero();
    }

    @Test
    void attemptThatWasNeitherKeepsTheFailuresBefore() {
        for (int i = 0; i < 4; i++) {
            fail(email, attacker);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(pause(email, attacker)).isZero();
        }
        fail(email, attacker);

        assertThat(pause(email, attacker)).isPositive();
    }

    @Test
    void attemptsDuringAPauseDoNotProlongIt() {
        for (int i = 0; i < 5; i++) {
            fail(email, attacker);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(pause(email, attacker)).isPositive();
        }
        pass(1);

        assertThat(pause(email, attacker)).isZero();
    }

    @Test
    void failuresAreForgottenAfterADay() {
        for (int i = 0; i < 4; i++) {
            fail(email, attacker);
        }
        access.clock.advance(Duration.ofHours(24));
        for (int i = 0; i < 4; i++) {
            fail(email, attacker);
        }

        assertThat(pause(email, attacker)).isZero();
    }

    /** 4 failures from each of as many addresses as are needed: no pair pauses. */
    private void failFromEverywhere(String who, int failures) {
        for (int i = 0; i < failures; i++) {
            fail(who, "203." + number + "." + i / 4 + ".1");
        }
    }

    @Test
    void guessingFromManyAddressesLeavesOnlyKnownOnesForAWhile() {
        succeed(email, home);
        failFromEverywhere(email, 50);

        assertThat(pause(email, "203.0.113.250")).isEqualTo(900);
        assertThat(pause(email, home)).as("where the person signed in before").isZero();
        assertThat(pause("other-" + email, "203.0.113.250")).isZero();
        succeed(email, home);
        assertThat(pause(email, "203.0.113.250")).as("the guard stays").isPositive();

        pass(15 * 60);
        assertThat(pause(email, "203.0.113.250")).isZero();
    }

    @Test
    void fewerFailuresFromManyAddressesDoNotMatter() {
        failFromEverywhere(email, 49);

        assertThat(pause(email, "203.0.113.250")).isZero();
        pass(15 * 60);
        failFromEverywhere("x" + email, 1);
        fail(email, "203.0.113.251");
        assertThat(pause(email, "203.0.113.250")).isZero();
    }

    @Test
    void failuresOfThePersonAtHomeDoNotCountForEverywhere() {
        succeed(email, home);
        for (int i = 0; i < 60; i++) {
            fail(email, home);
            if (i >= 4) {
                access.clock.advance(Duration.ofMinutes(15));
            }
        }

        assertThat(pause(email, "203.0.113.250")).isZero();
    }

    @Test
    void resetMakesTheAddressKnownAndLiftsItsPause() {
        failFromEverywhere(email, 50);
        for (int i = 0; i < 5; i++) {
            fail("x" + email, home);
        }
        assertThat(pause(email, home)).isPositive();

        access.platform.write(from(home), AttemptMapper.class, (mapper, transaction) -> {
            access.guard.proved(transaction, REALM, email, home);
            return null;
        });

        assertThat(pause(email, home)).isZero();
    }

    @Test
    void addressThatTriesManyPeoplePauses() {
        for (int i = 0; i < 100; i++) {
            fail("victim-" + number + "-" + i + "@example.org", attacker);
        }

        assertThat(pause(email, attacker)).isEqualTo(900);
        assertThat(pause(email, home)).isZero();
        pass(15 * 60);
        assertThat(pause(email, attacker)).isZero();
    }

    @Test
    void ipv6NetworkCountsAsOneAddress() {
        for (int i = 0; i < 5; i++) {
            fail(email, "2001:db8:" + number + ":1::" + i);
        }

        assertThat(pause(email, "2001:db8:" + number + ":1:ffff::")).isPositive();
        assertThat(pause(email, "2001:db8:" + number + ":2::1")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "' OR 1=1 --", ""})
    void whatIsNoAddressIsCountedLikeOne(String typed) {
        String who = typed + number;
        for (int i = 0; i < 5; i++) {
            fail(who, attacker);
        }

        assertThat(pause(who, attacker)).isPositive();
    }

    @Test
    void ofManyAttemptsAtOnceFiveAreLetThrough() throws Exception {
        AtomicInteger through = new AtomicInteger();
        Runnable attempt = () -> {
            access.guard.begin(from(attacker), REALM, email).close();
            through.incrementAndGet();
        };

        List<String> refused = refusedAtOnce(Collections.nCopies(14, attempt).toArray(Runnable[]::new));

        assertThat(through).hasValue(5);
        assertThat(refused).hasSize(9).containsOnly("too-many-attempts");
    }

    /** As on two nodes, whose attempts do not wait for one another. */
    @Test
    void countIsExactWithoutTheQueueToo() throws Exception {
        byte[] key = {1, 2, (byte) number};
        AtomicInteger through = new AtomicInteger();
        Runnable attempt = () -> {
            AttemptMapper.Count count = access.platform.write(
                    from(attacker),
                    AttemptMapper.class,
                    (mapper, transaction) -> mapper.count(
                            key, 5, access.clock.instant().minusSeconds(60), 60, 60, access.clock.instant()));
            if (count != null) {
                through.incrementAndGet();
            }
        };

        refusedAtOnce(Collections.nCopies(16, attempt).toArray(Runnable[]::new));

        assertThat(through).hasValue(5);
    }

    @Test
    void onePersonSigningInManyTimesAtOnceIsNotTakenForAGuesser() throws Exception {
        Runnable login = () -> succeed(email, home);

        assertThat(refusedAtOnce(Collections.nCopies(14, login).toArray(Runnable[]::new)))
                .isEmpty();
    }

    @Test
    void queueOfOnePairIsShort() throws Exception {
        try (SignInAttempt running = access.guard.begin(from(attacker), REALM, email)) {
            assertThat(running).isNotNull();
            Thread[] waiting = new Thread[16];
            for (int i = 0; i < waiting.length; i++) {
                waiting[i] = new Thread(() -> {
                    try {
                        access.guard.begin(from(attacker), REALM, email).close();
                    } catch (ProblemException e) {
                        assertThat(e.code().code()).isIn("too-many-attempts", "sign-in-busy");
                    }
                });
                waiting[i].setDaemon(true);
                waiting[i].start();
            }
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            boolean full = false;
            while (!full && System.nanoTime() < deadline) {
                full = java.util.Arrays.stream(waiting)
                        .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
                Thread.onSpinWait();
            }
            assertThat(full).isTrue();

            assertRefused(503, "sign-in-busy", null, () -> access.guard.begin(from(attacker), REALM, email));
        }
    }

    @Test
    void mailsAreLimitedPerRecipientAndPerSender() {
        for (int i = 0; i < 5; i++) {
            assertThat(countMail(email, "203.0.113." + i)).isTrue();
        }
        assertThat(countMail(email, "203.0.113.99")).isFalse();

        for (int i = 0; i < 30; i++) {
            assertThat(countMail("to-" + i + email, attacker)).isTrue();
        }
        assertThat(countMail("one-more" + email, attacker)).isFalse();

        access.clock.advance(Duration.ofHours(1));
        assertThat(countMail(email, attacker)).isTrue();
    }

    private static boolean countMail(String to, String address) {
        return access.platform.write(
                from(address),
                AttemptMapper.class,
                (mapper, transaction) -> access.guard.countMail(transaction, REALM, to, address));
    }

    @Test
    void oldCountsAreRemovedAndKnownAddressesKeptLonger() {
        succeed(email, home);
        fail(email, attacker);
        Housekeeping housekeeping =
                new Housekeeping(access.platform, new ApiKeyUses(access.platform, access.clock), access.clock);

        access.clock.advance(Duration.ofDays(60));
        housekeeping.clean();
        failFromEverywhere(email, 50);
        assertThat(pause(email, home)).as("known for 60 days").isZero();

        access.clock.advance(Duration.ofDays(91));
        housekeeping.clean();
        failFromEverywhere(email, 50);
        assertThat(pause(email, home)).as("not seen for 91 days").isPositive();
    }
}
