package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.session.SignInFixture.PASSWORD;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.identity.SecondFactor;
import org.stoa.api.people.User;
import org.stoa.api.tenant.Tenant;

/** The rules of {@link org.stoa.access.identity.SignInGuard} as people meet them. */
class LockOutTest {

    private static SignInFixture signIn;
    private static int number;

    private User user;

    @BeforeAll
    static void start() {
        signIn = new SignInFixture();
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @BeforeEach
    void createUser() {
        signIn.clock.advance(Duration.ofDays(2));
        number++;
        Tenant tenant = signIn.access.tenant("lock-out-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
    }

    private TokenPair login(String address, String password, String totp) {
        return signIn.logins.login(
                signIn.stranger(address), new Logins.Credentials(user.email(), password, null, totp));
    }

    private void guess(String address) {
        assertRefused(401, "invalid-credentials", null, () -> login(address, "wrong horse battery", null));
    }

    @Test
    void strangerIsStoppedAndThePersonIsNot() {
        login("192.0.2.7", PASSWORD, null);
        for (int i = 0; i < 5; i++) {
            guess("198.51.100.1");
        }

        assertRefused(429, "too-many-attempts", null, () -> login("198.51.100.1", "wrong horse battery", null));
        assertRefused(429, "too-many-attempts", null, () -> login("198.51.100.1", PASSWORD, null));
        assertThat(login("192.0.2.7", PASSWORD, null)).isNotNull();
    }

    @Test
    void unknownAddressIsPausedLikeAKnownOne() {
        for (int i = 0; i < 5; i++) {
            assertRefused(401, "invalid-credentials", null, () -> signIn.login("ghost@example.org", PASSWORD));
        }

        assertRefused(429, "too-many-attempts", null, () -> signIn.login("ghost@example.org", PASSWORD));
    }

    @Test
    void knowingThePasswordDoesNotHelpToGuessTheSecondFactor() {
        TokenPair pair = login("192.0.2.7", PASSWORD, null);
        SecondFactor.Setup setup = signIn.secondFactor.prepare(signIn.call(pair), PASSWORD);
        signIn.secondFactor.confirm(signIn.call(pair), Codes.now(signIn, setup));
        String wrong = Codes.at(signIn.clock.instant().minus(Duration.ofDays(1)), setup);
        for (int i = 0; i < 5; i++) {
            assertRefused(401, "totp-required", null, () -> login("198.51.100.1", PASSWORD, null));
            assertRefused(401, "totp-invalid", null, () -> login("198.51.100.1", PASSWORD, wrong));
        }

        assertRefused(429, "too-many-attempts", null, () -> login("198.51.100.1", PASSWORD, null));
        assertRefused(429, "too-many-attempts", null, () -> login("198.51.100.1", PASSWORD, wrong));
    }

    @Test
    void stolenAccessTokenDoesNotHelpToGuessThePassword() {
        TokenPair pair = login("192.0.2.7", PASSWORD, null);
        for (int i = 0; i < 5; i++) {
            assertRefused(
                    400,
                    "password-wrong",
                    null,
                    () -> signIn.passwordChanges.change(
                            signIn.call(pair), "wrong horse battery", "another horse battery"));
        }

        assertRefused(
                429,
                "too-many-attempts",
                null,
                () -> signIn.passwordChanges.change(signIn.call(pair), PASSWORD, "another horse battery"));
    }
}
