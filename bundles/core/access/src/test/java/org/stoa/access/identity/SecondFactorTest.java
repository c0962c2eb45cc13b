package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;
import static org.stoa.access.session.SignInFixture.PASSWORD;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.session.Codes;
import org.stoa.access.session.SignInFixture;
import org.stoa.access.session.TokenPair;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;

class SecondFactorTest {

    private static SignInFixture signIn;
    private static int number;

    private Tenant tenant;
    private User user;
    private CallContext call;

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
        signIn.clock.advance(Duration.ofDays(2));
        number++;
        tenant = signIn.access.tenant("totp-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
        call = signIn.call(signIn.login(user));
    }

    private TokenPair login(String totp) {
        return signIn.login(user.email(), PASSWORD, null, totp);
    }

    private SecondFactor.Setup enable() {
        SecondFactor.Setup setup = signIn.secondFactor.prepare(call, PASSWORD);
        signIn.secondFactor.confirm(call, Codes.now(signIn, setup));
        // the code that confirmed is used up
        signIn.clock.advance(Duration.ofSeconds(30));
        return setup;
    }

    @Test
    void secretCountsOnlyAfterACodeOfItWasConfirmed() {
        SecondFactor.Setup setup = signIn.secondFactor.prepare(call, PASSWORD);
        assertThat(setup.secret()).matches("[A-Z2-7]{32}");
        assertThat(setup.uri()).startsWith("otpauth://totp/Stoa:person").contains("secret=" + setup.secret());
        assertThat(login(null)).isNotNull();

        assertThat(signIn.secondFactor.confirm(call, Codes.now(signIn, setup))).hasSize(10);

        assertRefused(401, "totp-required", null, () -> login(null));
        assertRefused(401, "totp-required", null, () -> login(" "));
        assertThat(signIn.secondFactor.isEnabled(call, user.identityId())).isTrue();
    }

    @Test
    void newSecretTakesThePlaceOfOneThatWaits() {
        SecondFactor.Setup first = signIn.secondFactor.prepare(call, PASSWORD);
        SecondFactor.Setup second = signIn.secondFactor.prepare(call, PASSWORD);

        assertRefused(
                400, "invalid-request", "code", () -> signIn.secondFactor.confirm(call, Codes.now(signIn, first)));
        assertThat(signIn.secondFactor.confirm(call, Codes.now(signIn, second))).isNotEmpty();
    }

    @Test
    void secondFactorInUseIsNotReplaced() {
        SecondFactor.Setup setup = enable();

        assertRefused(409, "totp-already-enabled", null, () -> signIn.secondFactor.prepare(call, PASSWORD));
        assertRefused(
                409, "totp-already-enabled", null, () -> signIn.secondFactor.confirm(call, Codes.now(signIn, setup)));
    }

    @Test
    void nothingCanBeConfirmedThatWasNotBegun() {
        assertRefused(409, "totp-not-started", null, () -> signIn.secondFactor.confirm(call, "123456"));
        assertRefused(409, "totp-not-started", null, () -> signIn.secondFactor.disable(call, PASSWORD));
    }

    @Test
    void codeOpensOnce() {
        SecondFactor.Setup setup = enable();
        String code = Codes.now(signIn, setup);

        assertThat(login(code)).isNotNull();
        assertRefused(401, "totp-invalid", null, () -> login(code));

        signIn.clock.advance(Duration.ofSeconds(30));
        assertRefused(401, "totp-invalid", null, () -> login(code));
        assertThat(login(Codes.now(signIn, setup).substring(0, 3) + " "
                        + Codes.now(signIn, setup).substring(3)))
                .isNotNull();
    }

    @Test
    void codeOfAnEarlierStepIsRefusedAfterALaterOne() {
        SecondFactor.Setup setup = enable();
        String earlier = Codes.now(signIn, setup);
        String later = Codes.at(signIn.clock.instant().plusSeconds(30), setup);

        assertThat(login(later)).isNotNull();
        assertRefused(401, "totp-invalid", null, () -> login(earlier));
    }

    @Test
    void codeThatConfirmedIsUsedUp() {
        SecondFactor.Setup setup = signIn.secondFactor.prepare(call, PASSWORD);
        String code = Codes.now(signIn, setup);
        signIn.secondFactor.confirm(call, code);

        assertRefused(401, "totp-invalid", null, () -> login(code));
    }

    @Test
    void ofManyAtOnceOneCodeOpensOnce() throws Exception {
        String code = Codes.now(signIn, enable());

        assertThat(refusedAtOnce(
                        Collections.nCopies(4, (Runnable) () -> login(code)).toArray(Runnable[]::new)))
                .containsExactly("totp-invalid", "totp-invalid", "totp-invalid");
    }

    @Test
    void recoveryCodesOpenOnceEach() {
        SecondFactor.Setup setup = signIn.secondFactor.prepare(call, PASSWORD);
        List<String> codes = signIn.secondFactor.confirm(call, Codes.now(signIn, setup));

        assertThat(login(codes.get(0))).isNotNull();
        assertRefused(401, "totp-invalid", null, () -> login(codes.get(0)));
        assertThat(login(codes.get(1).toUpperCase(java.util.Locale.ROOT).replace("-", "")))
                .isNotNull();
        assertRefused(401, "totp-invalid", null, () -> login("aaaa-bbbb-cccc-dddd"));
    }

    @Test
    void recoveryCodesOfSomebodyElseDoNotOpen() {
        enable();
        User neighbour = signIn.user(tenant, "neighbour-" + number + "@example.org", "User");
        CallContext theirs = signIn.call(signIn.login(neighbour));
        List<String> codes =
                signIn.secondFactor.confirm(theirs, Codes.now(signIn, signIn.secondFactor.prepare(theirs, PASSWORD)));

        assertRefused(401, "totp-invalid", null, () -> login(codes.get(0)));
    }

    @Test
    void beginningNeedsThePassword() {
        assertRefused(400, "password-wrong", null, () -> signIn.secondFactor.prepare(call, "wrong horse battery"));
        assertRefused(409, "totp-not-started", null, () -> signIn.secondFactor.confirm(call, "123456"));
    }

    @Test
    void whoGuessesThePasswordWithAnOpenSessionIsStopped() {
        for (int guess = 0; guess < 5; guess++) {
            assertRefused(400, "password-wrong", null, () -> signIn.secondFactor.prepare(call, "wrong horse battery"));
        }

        assertRefused(429, "too-many-attempts", null, () -> signIn.secondFactor.prepare(call, PASSWORD));
    }

    @Test
    void removingNeedsThePassword() {
        enable();
        assertRefused(400, "password-wrong", null, () -> signIn.secondFactor.disable(call, "wrong horse battery"));
        assertRefused(401, "totp-required", null, () -> login(null));

        signIn.secondFactor.disable(call, PASSWORD);

        assertThat(login(null)).isNotNull();
    }

    @Test
    void whatHappensIsAuditedWithoutSecrets() {
        SecondFactor.Setup setup = signIn.secondFactor.prepare(call, PASSWORD);
        List<String> codes = signIn.secondFactor.confirm(call, Codes.now(signIn, setup));
        signIn.secondFactor.disable(call, PASSWORD);

        List<AuditRecord> records = signIn.access.records(tenant.id());
        assertThat(records).extracting(AuditRecord::action).contains("totp.enable", "totp.disable");
        assertThat(records.toString()).doesNotContain(setup.secret(), PASSWORD).doesNotContain(codes);
    }
}
