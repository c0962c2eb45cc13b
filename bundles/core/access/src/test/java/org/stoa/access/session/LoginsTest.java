package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.session.SignInFixture.PASSWORD;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Ids;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

class LoginsTest {

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
        // counts of failures of other tests are long past
        signIn.clock.advance(Duration.ofDays(2));
        number++;
        tenant = signIn.access.tenant("login-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
    }

    @Test
    void personWorksInItsOnlyTenant() {
        TokenPair pair = signIn.login(user.email(), PASSWORD);
        CallContext call = signIn.call(pair);

        assertThat(pair.tokenType()).isEqualTo("Bearer");
        assertThat(pair.expiresIn()).isEqualTo(600);
        assertThat(call.tenantId()).isEqualTo(tenant.id());
        assertThat(call.caller().kind()).isEqualTo(Caller.Kind.USER);
        assertThat(call.caller().userId()).isEqualTo(user.id());
        assertThat(call.caller().identityId()).isEqualTo(user.identityId());
        assertThat(call.caller().name()).isEqualTo(user.email());
        assertThat(call.allows("user.self.read", null)).isTrue();
        assertThat(call.allows("tenant.billing.read", null)).isTrue();
        assertThat(call.allows("tenant.billing.write", null)).isFalse();
    }

    @Test
    void emailAddressIsReadHoweverItIsTyped() {
        String typed = "  " + user.email().toUpperCase(Locale.ROOT) + " ";

        assertThat(signIn.call(signIn.login(typed, PASSWORD)).caller().userId()).isEqualTo(user.id());
    }

    @Test
    void loginIsCountedAndAudited() {
        UUID sessionId = signIn.call(signIn.login(user)).caller().sessionId();

        User after = signIn.access.users.get(signIn.operator(tenant), user.id());
        assertThat(after.loginCount()).isEqualTo(1);
        assertThat(after.lastLoginAt()).isEqualTo(signIn.clock.instant());
        AuditRecord record = last(tenant.id());
        assertThat(record.action()).isEqualTo("login");
        assertThat(record.resourceId()).isEqualTo(sessionId.toString());
        assertThat(record.userId()).isEqualTo(user.id());
        assertThat(record.identityId()).isEqualTo(user.identityId());
        assertThat(record.actor()).isEqualTo(user.email());
        assertThat(record.ipAddress()).isEqualTo(SignInFixture.ADDRESS);
    }

    @Test
    void tenantIsChosenByIdOrIdentifier() {
        Tenant other = signIn.access.tenant("login-other-" + number);
        User there = signIn.join(other, user.email(), "User");

        assertThat(signIn.call(signIn.login(user.email(), PASSWORD, other.identifier(), null))
                        .caller()
                        .userId())
                .isEqualTo(there.id());
        assertThat(signIn.call(signIn.login(user.email(), PASSWORD, tenant.id().toString(), null))
                        .tenantId())
                .isEqualTo(tenant.id());
    }

    @Test
    void personWorksInTheTenantOfTheLastTime() {
        Tenant other = signIn.access.tenant("login-other-" + number);
        signIn.join(other, user.email(), "User");

        assertThat(signIn.call(signIn.login(user.email(), PASSWORD)).tenantId()).isEqualTo(tenant.id());
        signIn.login(user.email(), PASSWORD, other.identifier(), null);
        assertThat(signIn.call(signIn.login(user.email(), PASSWORD)).tenantId()).isEqualTo(other.id());

        signIn.access.tenants.changeStatus(signIn.access.operator(), other.id(), TenantStatus.SUSPENDED);
        assertThat(signIn.call(signIn.login(user.email(), PASSWORD)).tenantId()).isEqualTo(tenant.id());
    }

    @Test
    void tenantOfTheCustomDomainIsMeantWhenNoneIsNamed() {
        Tenant other = signIn.access.tenant("login-other-" + number);
        signIn.join(other, user.email(), "User");
        CallContext atDomain = signIn.stranger().withTenant(other.id());

        TokenPair pair = signIn.logins.login(atDomain, new Logins.Credentials(user.email(), PASSWORD, null, null));

        assertThat(signIn.call(pair).tenantId()).isEqualTo(other.id());
    }

    @Test
    void whoDoesNotKnowThePasswordLearnsNothing() {
        User suspended = signIn.user(tenant, "suspended-" + number + "@example.org", "User");
        signIn.access.users.changeStatus(signIn.operator(tenant), suspended.id(), UserStatus.SUSPENDED);
        User withTotp = signIn.user(tenant, "totp-" + number + "@example.org", "User");
        CallContext call = signIn.call(signIn.login(withTotp));
        signIn.secondFactor.confirm(call, Codes.now(signIn, signIn.secondFactor.prepare(call, PASSWORD)));

        String answer = answer(() -> signIn.login("nobody-" + number + "@example.org", PASSWORD));

        assertThat(answer).startsWith("invalid-credentials");
        assertThat(answer(() -> signIn.login(user.email(), "wrong horse battery")))
                .isEqualTo(answer);
        assertThat(answer(() -> signIn.login(suspended.email(), "wrong horse battery")))
                .isEqualTo(answer);
        assertThat(answer(() -> signIn.login(withTotp.email(), "wrong horse battery")))
                .isEqualTo(answer);
        assertThat(answer(() -> signIn.login(withTotp.email(), "wrong horse battery", null, "123456")))
                .isEqualTo(answer);
        assertThat(answer(() -> signIn.login(user.email(), PASSWORD, "no-such-tenant", null)))
                .isEqualTo(answer);
        assertThat(answer(() -> signIn.login(user.email(), PASSWORD, Ids.next().toString(), null)))
                .isEqualTo(answer);
        Tenant foreign = signIn.access.tenant("login-foreign-" + number);
        assertThat(answer(() -> signIn.login(user.email(), PASSWORD, foreign.identifier(), null)))
                .isEqualTo(answer);
        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.SUSPENDED);
        assertThat(answer(() -> signIn.login("other-" + user.email(), "wrong horse battery")))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "*)(uid=*))(|(uid=*",
                "a\u0000b@example.org",
                "\uD800@example.org",
                "not an address",
                "\u202Egro.elpmaxe@a",
                "${jndi:ldap://example.org/a}"
            })
    void whateverIsTypedForAnAddressIsRefusedAlike(String typed) {
        assertRefused(401, "invalid-credentials", null, () -> signIn.login(typed, PASSWORD));
    }

    @Test
    void failureIsAuditedInTheTenantThatWasNamed() {
        assertRefused(
                401,
                "invalid-credentials",
                null,
                () -> signIn.login(user.email(), "wrong horse battery", tenant.identifier(), null));

        AuditRecord record = last(tenant.id());
        assertThat(record.action()).isEqualTo("login.failed");
        assertThat(record.resourceId()).isEqualTo(user.identityId().toString());
        assertThat(record.identityId()).isNull();
        assertThat(record.newValues())
                .containsEntry("email", user.email())
                .containsEntry("reason", "invalid-credentials");
        assertThat(record.toString()).doesNotContain("wrong horse");
    }

    @Test
    void failureIsAuditedOnThePlatformWhenNoTenantWasNamed() {
        assertRefused(401, "invalid-credentials", null, () -> signIn.login("ghost@example.org", "wrong horse battery"));

        AuditRecord record = last(null);
        assertThat(record.action()).isEqualTo("login.failed");
        assertThat(record.resourceId()).isEqualTo("unknown");
    }

    @Test
    void suspendedTenantLetsNobodyIn() {
        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.SUSPENDED);

        assertRefused(403, "tenant-suspended", null, () -> signIn.login(user));
        assertRefused(403, "tenant-suspended", null, () -> signIn.login(user.email(), PASSWORD));

        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.TRIAL);
        assertThat(signIn.call(signIn.login(user)).tenantId()).isEqualTo(tenant.id());
    }

    @Test
    void suspendedUserIsNotLetIn() {
        signIn.access.users.changeStatus(signIn.operator(tenant), user.id(), UserStatus.SUSPENDED);

        assertRefused(403, "user-suspended", null, () -> signIn.login(user));
        assertRefused(403, "user-suspended", null, () -> signIn.login(user.email(), PASSWORD));
    }

    @Test
    void suspendedIdentityIsNotLetIn() {
        signIn.suspend(user.identityId());

        assertRefused(403, "user-suspended", null, () -> signIn.login(user));
        assertRefused(403, "user-suspended", null, () -> signIn.login(user.email(), PASSWORD));
    }

    @Test
    void refusalsOfPeopleWhoKnowThePasswordAreNoFailures() {
        signIn.access.users.changeStatus(signIn.operator(tenant), user.id(), UserStatus.SUSPENDED);
        for (int i = 0; i < 10; i++) {
            assertRefused(403, "user-suspended", null, () -> signIn.login(user));
        }

        signIn.access.users.changeStatus(signIn.operator(tenant), user.id(), UserStatus.ACTIVE);
        assertThat(signIn.login(user)).isNotNull();
    }

    @Test
    void superAdministratorWorksWithoutTenantUnlessOneIsNamed() {
        Identity admin = signIn.superAdmin("admin-" + number + "@example.org");

        CallContext nowhere = signIn.call(signIn.login(admin.email(), PASSWORD));
        CallContext inTenant = signIn.call(signIn.login(admin.email(), PASSWORD, tenant.identifier(), null));

        assertThat(nowhere.tenantId()).isNull();
        assertThat(nowhere.permissions().isSuperAdmin()).isTrue();
        assertThat(inTenant.tenantId()).isEqualTo(tenant.id());
        assertThat(inTenant.caller().userId()).isNull();
        assertThat(inTenant.permissions().isSuperAdmin()).isTrue();
    }

    @Test
    void personWithoutMembershipMaySeeItself() {
        signIn.access.users.delete(signIn.operator(tenant), user.id());

        CallContext call = signIn.call(signIn.login(user.email(), PASSWORD));

        assertThat(call.tenantId()).isNull();
        assertThat(call.allows("user.self.read", null)).isTrue();
        assertThat(call.allows("tenant.billing.read", null)).isFalse();
    }

    @Test
    void ownRealmHasIdentitiesOfItsOwn() {
        Tenant own = signIn.tenantWithOwnRealm("own-" + number);
        signIn.access.users.create(signIn.operator(own), user.email(), "Double", "another horse battery", "User");

        assertThat(signIn.call(signIn.login(user.email(), "another horse battery", own.identifier(), null))
                        .tenantId())
                .isEqualTo(own.id());
        assertRefused(
                401, "invalid-credentials", null, () -> signIn.login(user.email(), PASSWORD, own.identifier(), null));
        assertRefused(401, "invalid-credentials", null, () -> signIn.login(user.email(), "another horse battery"));
    }

    @Test
    void identityWithoutPasswordCannotSignIn() {
        User invited = signIn.access.user(tenant, "invited", "User");

        assertRefused(401, "invalid-credentials", null, () -> signIn.login(invited.email(), ""));
        assertRefused(401, "invalid-credentials", null, () -> signIn.login(invited.email(), "null"));
    }

    @Test
    void weakHashIsReplacedWhenThePersonSignsIn() {
        // made with 64 KiB and one pass
        String weak = signIn.platform.write(signIn.access.operator(), IdentityMapper.class, (mapper, transaction) -> {
            String hash = Codes.weakHash(PASSWORD);
            mapper.updatePassword(user.identityId(), hash, signIn.clock.instant());
            return hash;
        });

        signIn.login(user);

        assertThat(signIn.access.identity(user.identityId()).passwordHash())
                .isNotEqualTo(weak)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(signIn.login(user)).isNotNull();
    }

    @Test
    void everyLoginIsASessionOfItsOwn() {
        TokenPair one = signIn.login(user);
        TokenPair other = signIn.login(user);

        assertThat(one.refreshToken()).hasSize(43).isNotEqualTo(other.refreshToken());
        assertThat(signIn.call(one).caller().sessionId())
                .isNotEqualTo(signIn.call(other).caller().sessionId());
    }

    private static AuditRecord last(UUID tenantId) {
        List<AuditRecord> records = signIn.access
                .databases
                .auditLog()
                .search(
                        signIn.access.operator().withTenant(tenantId),
                        org.stoa.api.audit.AuditFilter.none(),
                        org.stoa.api.data.PageRequest.first())
                .items();
        return records.get(0);
    }

    /** All that the caller learns. */
    private static String answer(ThrowingCallable call) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        assertThat(problem).as("refusal").isNotNull();
        return problem.code().code() + " " + List.of(problem.arguments()) + " " + problem.errors() + " "
                + problem.extensions() + " " + problem.headers();
    }
}
