package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;
import static org.stoa.access.session.SignInFixture.PASSWORD;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.session.SignInFixture;
import org.stoa.access.session.TokenPair;
import org.stoa.api.people.User;
import org.stoa.api.tenant.Tenant;

class PasswordChangesTest {

    private static final String NEW_PASSWORD = "another horse battery";

    private static SignInFixture signIn;
    private static int number;

    private Tenant tenant;
    private User user;
    private TokenPair pair;

    @BeforeAll
    static void start() {
        signIn = new SignInFixture();
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @BeforeEach
    void signIn() {
        number++;
        tenant = signIn.access.tenant("password-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
        pair = signIn.login(user);
    }

    private void change(String from, String to) {
        signIn.passwordChanges.change(signIn.call(pair), from, to);
    }

    @Test
    void newPasswordTakesThePlaceOfTheOld() {
        change(PASSWORD, NEW_PASSWORD);

        assertThat(signIn.login(user.email(), NEW_PASSWORD)).isNotNull();
        assertRefused(401, "invalid-credentials", null, () -> signIn.login(user.email(), PASSWORD));
        assertThat(signIn.access.audited(tenant.id())).contains("password.change");
        assertThat(signIn.access.records(tenant.id()).toString()).doesNotContain(PASSWORD, NEW_PASSWORD);
    }

    @Test
    void otherSessionsEndAndThisOneGoesOn() {
        TokenPair other = signIn.login(user);
        assertThat(signIn.call(other)).isNotNull();

        change(PASSWORD, NEW_PASSWORD);

        assertRefused(401, "session-revoked", null, () -> signIn.call(other));
        assertThat(signIn.call(pair)).isNotNull();
        assertThat(signIn.refresh(pair)).isNotNull();
    }

    @Test
    void presentPasswordIsNeeded() {
        assertRefused(400, "password-wrong", null, () -> change("wrong horse battery", NEW_PASSWORD));
        assertThat(signIn.login(user.email(), PASSWORD)).isNotNull();
    }

    @Test
    void weakPasswordIsRefused() {
        assertRefused(400, "invalid-request", "newPassword", () -> change(PASSWORD, "short"));
        assertRefused(400, "invalid-request", "newPassword", () -> change(PASSWORD, user.email()));
    }

    @Test
    void ofTwoChangesAtOnceOneCounts() throws Exception {
        assertThat(refusedAtOnce(() -> change(PASSWORD, NEW_PASSWORD), () -> change(PASSWORD, "yet another battery")))
                .containsExactly("password-wrong");
    }
}
