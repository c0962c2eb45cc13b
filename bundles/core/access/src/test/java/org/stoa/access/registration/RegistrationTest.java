package org.stoa.access.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.access.user.Membership;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

class RegistrationTest {

    private static AccessFixture access;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void organizationGetsATenantOnTrialWithItsAdministrator() {
        Tenant tenant = register("first-org", "first@example.org", AccessFixture.PASSWORD);

        assertThat(tenant)
                .returns("first-org", Tenant::identifier)
                .returns(TenantStatus.TRIAL, Tenant::status)
                .returns("starter", Tenant::tier);
        assertThat(access.users
                        .list(access.operator().withTenant(tenant.id()), PageRequest.first())
                        .items())
                .singleElement()
                .returns("first@example.org", User::email)
                .returns(List.of("Tenant Admin"), User::roles);
        assertThat(access.identity("first@example.org").orElseThrow().emailVerifiedAt())
                .isNull();
        assertThat(access.deliverMails())
                .filteredOn(mail -> mail.to().equals("first@example.org"))
                .extracting(MailRequested::template)
                .containsExactly(MailTemplate.EMAIL_VERIFICATION);
        assertThat(access.audited(tenant.id())).containsExactly("tenant.create", "user.create", "role.assign");
    }

    @Test
    void knownPersonProvesItselfWithItsPassword() {
        Tenant one = register("known-one", "known@example.org", AccessFixture.PASSWORD);
        String hash = access.identity("known@example.org").orElseThrow().passwordHash();

        assertRefused(
                401,
                "invalid-credentials",
                null,
                () -> register("known-two", "Known@Example.org", "some other password"));
        assertThat(access.directory.resolve("known-two")).isEmpty();

        Tenant two = register("known-two", "Known@Example.org", AccessFixture.PASSWORD);
        assertThat(access.memberships(
                        access.identity("known@example.org").orElseThrow().id()))
                .extracting(Membership::tenantId)
                .containsExactly(one.id(), two.id());
        assertThat(access.identity("known@example.org").orElseThrow().passwordHash())
                .isEqualTo(hash);
    }

    @Test
    void personWithoutPasswordCannotBeTakenOver() {
        Tenant tenant = access.tenant("no-password");
        User user = access.user(tenant, "unset", "User");

        assertRefused(
                401, "invalid-credentials", null, () -> register("takeover", user.email(), AccessFixture.PASSWORD));
        assertThat(access.hasPassword(user.identityId())).isFalse();
    }

    @Test
    void guessingIsSlowedDown() {
        register("guess-one", "guess@example.org", AccessFixture.PASSWORD);

        for (int i = 0; i < 5; i++) {
            assertRefused(
                    401,
                    "invalid-credentials",
                    null,
                    () -> register("guess-two", "guess@example.org", "guess guess guess"));
        }
        assertRefused(
                429,
                "too-many-attempts",
                null,
                () -> register("guess-two", "guess@example.org", AccessFixture.PASSWORD));
    }

    @Test
    void takenIdentifierDoesNotCountAsAWrongPassword() {
        register("busy-one", "busy@example.org", AccessFixture.PASSWORD);

        for (int i = 0; i < 8; i++) {
            assertRefused(
                    409,
                    "conflict",
                    "identifier",
                    () -> access.registration.register(
                            access.anybody(),
                            new NewRegistration(
                                    "Busy again", "busy-one", "busy@example.org", AccessFixture.PASSWORD, "B")));
        }
        register("busy-two", "busy@example.org", AccessFixture.PASSWORD);
    }

    @Test
    void refusedRegistrationLeavesNothingBehind() {
        register("left-one", "left@example.org", AccessFixture.PASSWORD);

        assertRefused(
                409,
                "conflict",
                "identifier",
                () -> access.registration.register(
                        access.anybody(),
                        new NewRegistration(
                                "Somebody else", "left-one", "orphan@example.org", AccessFixture.PASSWORD, "Orphan")));
        assertThat(access.identity("orphan@example.org")).isEmpty();
    }

    @Test
    void repeatedRequestMakesOneTenant() {
        NewRegistration registration =
                new NewRegistration("Repeated", "repeated", "repeated@example.org", AccessFixture.PASSWORD, "Repeated");

        Tenant first = access.registration.register(repeatable(), registration);
        Tenant second = access.registration.register(repeatable(), registration);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void sameRegistrationAtOnceMakesOneTenant() throws Exception {
        List<String> refusals = refusedAtOnce(
                () -> register("raced", "raced@example.org", AccessFixture.PASSWORD),
                () -> register("raced", "raced@example.org", AccessFixture.PASSWORD));

        assertThat(refusals).hasSize(1);
        assertThat(access.memberships(
                        access.identity("raced@example.org").orElseThrow().id()))
                .hasSize(1);
    }

    @Test
    void badFieldsAreRefused() {
        assertRefused(
                400,
                "invalid-request",
                "identifier",
                () -> register("tenants", "x@example.org", AccessFixture.PASSWORD));
        assertRefused(400, "invalid-request", "password", () -> register("weak-one", "x@example.org", "aaaaaaaaaaaaa"));
        assertRefused(400, "invalid-request", "email", () -> register("no-mail", "nobody", AccessFixture.PASSWORD));
    }

    @Test
    void nothingIsRegisteredWhereItIsSwitchedOff() {
        Registration off = access.registration(false);

        assertRefused(
                403,
                "registration-disabled",
                null,
                () -> off.register(
                        access.anybody(),
                        new NewRegistration("Off", "off", "off@example.org", AccessFixture.PASSWORD, "Off")));
        assertThat(access.directory.resolve("off")).isEmpty();
    }

    private static Tenant register(String identifier, String email, String password) {
        return access.registration.register(
                access.anybody(), new NewRegistration(identifier + " Ltd", identifier, email, password, "Somebody"));
    }

    private static CallContext repeatable() {
        return access.anybody().withIdempotencyKey(new IdempotencyKey("register-once", "fingerprint"));
    }
}
