package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;
import static org.stoa.access.session.SignInFixture.PASSWORD;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.access.session.SignInFixture;
import org.stoa.access.session.TokenPair;
import org.stoa.api.people.User;
import org.stoa.api.tenant.Tenant;

class PasswordResetsTest {

    private static final String NEW_PASSWORD = "another horse battery";

    private static SignInFixture signIn;
    private static int number;

    private Tenant tenant;
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
        tenant = signIn.access.tenant("reset-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
        signIn.access.deliverMails();
    }

    private List<MailRequested> resetMails(String to) {
        return signIn.access.deliverMails().stream()
                .filter(mail -> mail.template() == MailTemplate.PASSWORD_RESET
                        && mail.to().equals(to))
                .toList();
    }

    /** The token in the last mail. */
    private String requestedToken() {
        signIn.access.passwordResets.request(signIn.stranger(), user.email(), null);
        List<MailRequested> mails = resetMails(user.email());
        return signIn.access.passwordResets.issue(mails.get(mails.size() - 1)).orElseThrow();
    }

    private void confirm(String token, String password) {
        signIn.access.passwordResets.confirm(signIn.stranger(), token, password);
    }

    @Test
    void linkSetsANewPassword() {
        confirm(requestedToken(), NEW_PASSWORD);

        assertThat(signIn.login(user.email(), NEW_PASSWORD)).isNotNull();
        assertRefused(401, "invalid-credentials", null, () -> signIn.login(user.email(), PASSWORD));
    }

    @Test
    void linkProvesTheEmailAddress() {
        assertThat(signIn.access.identity(user.identityId()).emailVerifiedAt()).isNull();

        confirm(requestedToken(), NEW_PASSWORD);

        assertThat(signIn.access.identity(user.identityId()).emailVerifiedAt()).isNotNull();
    }

    @Test
    void allSessionsEndAtOnce() {
        TokenPair pair = signIn.login(user);
        assertThat(signIn.call(pair)).isNotNull();

        confirm(requestedToken(), NEW_PASSWORD);

        assertRefused(401, "session-revoked", null, () -> signIn.call(pair));
        assertRefused(401, "session-revoked", null, () -> signIn.refresh(pair));
    }

    @Test
    void resetLiftsAPause() {
        for (int i = 0; i < 5; i++) {
            assertRefused(401, "invalid-credentials", null, () -> signIn.login(user.email(), "wrong horse battery"));
        }
        assertRefused(429, "too-many-attempts", null, () -> signIn.login(user.email(), PASSWORD));

        confirm(requestedToken(), NEW_PASSWORD);

        assertThat(signIn.login(user.email(), NEW_PASSWORD)).isNotNull();
    }

    @Test
    void linkIsGoodOnceAndForAnHour() {
        String used = requestedToken();
        confirm(used, NEW_PASSWORD);
        assertRefused(400, "one-time-token-invalid", null, () -> confirm(used, NEW_PASSWORD));

        String late = requestedToken();
        signIn.clock.advance(Duration.ofHours(1));
        assertRefused(400, "one-time-token-invalid", null, () -> confirm(late, NEW_PASSWORD));
    }

    @Test
    void newLinkTakesThePlaceOfTheOldOne() {
        String old = requestedToken();
        String current = requestedToken();

        assertRefused(400, "one-time-token-invalid", null, () -> confirm(old, NEW_PASSWORD));
        confirm(current, NEW_PASSWORD);
    }

    @Test
    void weakPasswordDoesNotUseTheLinkUp() {
        String token = requestedToken();

        assertRefused(400, "invalid-request", "password", () -> confirm(token, "short"));
        assertRefused(400, "invalid-request", "password", () -> confirm(token, user.email()));
        confirm(token, NEW_PASSWORD);
    }

    @Test
    void ofManyAtOnceOneSetsThePassword() throws Exception {
        String token = requestedToken();

        assertThat(refusedAtOnce(Collections.nCopies(6, (Runnable) () -> confirm(token, NEW_PASSWORD))
                        .toArray(Runnable[]::new)))
                .hasSize(5)
                .containsOnly("one-time-token-invalid");
    }

    @Test
    void madeUpTokenIsRefused() {
        assertRefused(400, "one-time-token-invalid", null, () -> confirm("' OR '1'='1", NEW_PASSWORD));
        assertRefused(400, "one-time-token-invalid", null, () -> confirm("", NEW_PASSWORD));
    }

    @Test
    void tokenForAnotherPurposeIsRefused() {
        signIn.access.verifications.requestAgain(signIn.call(signIn.login(user)));
        MailRequested mail = signIn.access.deliverMails().stream()
                .filter(candidate -> candidate.template() == MailTemplate.EMAIL_VERIFICATION
                        && candidate.to().equals(user.email()))
                .findFirst()
                .orElseThrow();
        String token = signIn.access.verifications.issue(mail).orElseThrow();

        assertRefused(400, "one-time-token-invalid", null, () -> confirm(token, NEW_PASSWORD));
    }

    @Test
    void unknownAddressIsAskedForLikeAKnownOneAndGetsNothing() {
        signIn.access.passwordResets.request(signIn.stranger(), "ghost-" + number + "@example.org", null);

        List<MailRequested> mails = resetMails("ghost-" + number + "@example.org");
        assertThat(mails).hasSize(1);
        assertThat(signIn.access.passwordResets.issue(mails.get(0))).isEmpty();
    }

    @Test
    void eventCarriesNoSecret() {
        signIn.access.passwordResets.request(signIn.stranger(), user.email(), null);

        MailRequested mail = resetMails(user.email()).get(0);
        assertThat(mail.values()).containsOnlyKeys("realm");
        assertThat(mail.subjectId()).isNull();
    }

    @Test
    void mailIsNotSentTooOften() {
        for (int i = 0; i < 9; i++) {
            signIn.access.passwordResets.request(signIn.stranger(), user.email(), null);
        }

        assertThat(resetMails(user.email())).hasSize(5);
    }

    @Test
    void tenantWithARealmOfItsOwnResetsItsOwnIdentity() {
        Tenant own = signIn.tenantWithOwnRealm("own-" + number);
        signIn.access.users.create(signIn.operator(own), user.email(), "Double", PASSWORD, "User");
        signIn.access.passwordResets.request(signIn.stranger(), user.email(), own.identifier());
        confirm(
                signIn.access
                        .passwordResets
                        .issue(resetMails(user.email()).get(0))
                        .orElseThrow(),
                NEW_PASSWORD);

        assertThat(signIn.login(user.email(), NEW_PASSWORD, own.identifier(), null))
                .isNotNull();
        assertThat(signIn.login(user.email(), PASSWORD)).isNotNull();
        assertThat(signIn.access.audited(own.id())).contains("password.reset");
    }

    @Test
    void resetIsAudited() {
        confirm(requestedToken(), NEW_PASSWORD);

        assertThat(signIn.access
                        .databases
                        .auditLog()
                        .search(
                                signIn.access.operator(),
                                org.stoa.api.audit.AuditFilter.none(),
                                org.stoa.api.data.PageRequest.first())
                        .items()
                        .get(0))
                .satisfies(record -> {
                    assertThat(record.action()).isEqualTo("password.reset");
                    assertThat(record.identityId()).isEqualTo(user.identityId());
                    assertThat(UUID.fromString(record.resourceId())).isEqualTo(user.identityId());
                });
    }
}
