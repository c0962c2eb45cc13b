package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.session.SignInFixture.PASSWORD;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.identity.Identity;
import org.stoa.api.data.Ids;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

class TenantSwitchesTest {

    private static SignInFixture signIn;
    private static int number;

    private Tenant home;
    private Tenant away;
    private User user;
    private User userAway;
    private TokenPair atHome;

    @BeforeAll
    static void start() {
        signIn = new SignInFixture();
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @BeforeEach
    void createUserOfTwoTenants() {
        number++;
        home = signIn.access.tenant("home-" + number);
        away = signIn.access.tenant("away-" + number);
        user = signIn.user(home, "person-" + number + "@example.org", "User");
        userAway = signIn.join(away, user.email(), "Tenant Admin");
        atHome = signIn.login(user);
    }

    private TokenPair switchTo(String tenant) {
        return signIn.switches.switchTo(signIn.call(atHome), tenant);
    }

    @Test
    void personGoesOnInTheOtherTenantAsTheUserItIsThere() {
        CallContext call = signIn.call(switchTo(away.identifier()));

        assertThat(call.tenantId()).isEqualTo(away.id());
        assertThat(call.caller().userId()).isEqualTo(userAway.id());
        assertThat(call.caller().identityId()).isEqualTo(user.identityId());
        assertThat(call.allows("tenant.user.write", null)).isTrue();
    }

    @Test
    void tokensForTheTenantBeforeStayAsTheyWere() {
        switchTo(away.identifier());

        CallContext call = signIn.call(atHome);
        assertThat(call.tenantId()).isEqualTo(home.id());
        assertThat(call.caller().userId()).isEqualTo(user.id());
        assertThat(call.allows("tenant.user.write", null)).isFalse();
        assertThat(signIn.call(signIn.refresh(atHome)).tenantId()).isEqualTo(home.id());
    }

    @Test
    void refreshTokenStaysWithItsTenant() {
        TokenPair pair = switchTo(away.id().toString());

        assertThat(signIn.call(signIn.refresh(pair)).tenantId()).isEqualTo(away.id());
    }

    @Test
    void switchMayBeRepeated() {
        TokenPair first = switchTo(away.identifier());
        TokenPair second = switchTo(away.identifier());

        assertRefused(401, "token-invalid", null, () -> signIn.refresh(first));
        assertThat(signIn.call(signIn.refresh(second)).tenantId()).isEqualTo(away.id());
    }

    @Test
    void signingOutEndsTheSessionInEveryTenant() {
        TokenPair pair = switchTo(away.identifier());
        signIn.sessions.logout(signIn.call(pair));

        assertRefused(401, "session-revoked", null, () -> signIn.call(atHome));
        assertRefused(401, "session-revoked", null, () -> signIn.call(pair));
        assertRefused(401, "session-revoked", null, () -> signIn.refresh(atHome));
    }

    @Test
    void reuseOfATokenEndsTheSessionInEveryTenant() {
        TokenPair pair = switchTo(away.identifier());
        signIn.refresh(atHome);

        assertRefused(401, "session-revoked", null, () -> signIn.refresh(atHome));
        assertRefused(401, "session-revoked", null, () -> signIn.call(pair));
    }

    @Test
    void switchIsAuditedInTheTenantEntered() {
        UUID sessionId = signIn.call(switchTo(away.identifier())).caller().sessionId();

        assertThat(signIn.access.records(away.id())).anySatisfy(record -> {
            assertThat(record.action()).isEqualTo("tenant.switch");
            assertThat(record.resourceId()).isEqualTo(sessionId.toString());
            assertThat(record.userId()).isEqualTo(userAway.id());
        });
    }

    @Test
    void tenantOfOthersDoesNotExist() {
        Tenant foreign = signIn.access.tenant("foreign-" + number);

        assertRefused(404, "not-found", null, () -> switchTo(foreign.identifier()));
        assertRefused(404, "not-found", null, () -> switchTo(foreign.id().toString()));
        assertRefused(404, "not-found", null, () -> switchTo("no-such-tenant"));
        assertRefused(404, "not-found", null, () -> switchTo(Ids.next().toString()));
    }

    @Test
    void tenantWithARealmOfItsOwnDoesNotExistForPeopleOfThePlatform() {
        Tenant own = signIn.tenantWithOwnRealm("own-" + number);
        signIn.access.users.create(signIn.operator(own), user.email(), "Double", PASSWORD, "User");

        assertRefused(404, "not-found", null, () -> switchTo(own.identifier()));
    }

    @Test
    void closedTenantAndSuspendedUserAreRefused() {
        signIn.access.administrator(away);
        signIn.access.users.changeStatus(signIn.operator(away), userAway.id(), UserStatus.SUSPENDED);
        assertRefused(403, "user-suspended", null, () -> switchTo(away.identifier()));

        signIn.access.tenants.changeStatus(signIn.access.operator(), away.id(), TenantStatus.INACTIVE);
        assertRefused(403, "tenant-suspended", null, () -> switchTo(away.identifier()));
        assertThat(signIn.call(atHome).tenantId()).isEqualTo(home.id());
    }

    @Test
    void superAdministratorEntersEveryTenant() {
        Identity admin = signIn.superAdmin("admin-" + number + "@example.org");
        TokenPair nowhere = signIn.login(admin.email(), PASSWORD);

        CallContext call = signIn.call(signIn.switches.switchTo(signIn.call(nowhere), away.identifier()));

        assertThat(call.tenantId()).isEqualTo(away.id());
        assertThat(call.caller().userId()).isNull();
        assertThat(call.permissions().isSuperAdmin()).isTrue();
    }
}
