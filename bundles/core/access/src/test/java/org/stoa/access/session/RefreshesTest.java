package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;
import static org.stoa.access.session.SignInFixture.PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

class RefreshesTest {

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
        number++;
        tenant = signIn.access.tenant("refresh-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
    }

    @Test
    void refreshTokenGivesTheNextPairOfTheSameSession() {
        TokenPair first = signIn.login(user);
        signIn.clock.advance(Duration.ofMinutes(11));
        assertRefused(401, "token-expired", null, () -> signIn.call(first));

        TokenPair second = signIn.refresh(first);

        assertThat(signIn.call(second).tenantId()).isEqualTo(tenant.id());
        assertThat(signIn.call(second).caller().sessionId())
                .isEqualTo(signIn.tokens.verify(second.accessToken()).sessionId());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(signIn.refresh(second)).isNotNull();
    }

    @Test
    void usedRefreshTokenEndsTheWholeSession() {
        TokenPair first = signIn.login(user);
        TokenPair other = signIn.login(user);
        TokenPair second = signIn.refresh(first);
        assertThat(signIn.call(second)).isNotNull();

        assertRefused(401, "session-revoked", null, () -> signIn.refresh(first));

        assertRefused(401, "session-revoked", null, () -> signIn.call(first));
        assertRefused(401, "session-revoked", null, () -> signIn.call(second));
        assertRefused(401, "session-revoked", null, () -> signIn.refresh(second));
        assertThat(signIn.call(other)).isNotNull();
    }

    @Test
    void reuseIsAuditedOnce() {
        TokenPair first = signIn.login(user);
        signIn.refresh(first);
        for (int i = 0; i < 3; i++) {
            assertRefused(401, "session-revoked", null, () -> signIn.refresh(first));
        }

        assertThat(signIn.access.audited(tenant.id())).containsOnlyOnce("token.reuse");
    }

    @Test
    void ofManyAtOnceOneGetsTokensAndTheSessionEnds() throws Exception {
        TokenPair first = signIn.login(user);
        List<TokenPair> won = Collections.synchronizedList(new ArrayList<>());

        List<String> refused = refusedAtOnce(Collections.nCopies(12, (Runnable) () -> won.add(signIn.refresh(first)))
                .toArray(Runnable[]::new));

        assertThat(won).hasSize(1);
        assertThat(refused).hasSize(11).containsOnly("session-revoked");
        assertRefused(401, "session-revoked", null, () -> signIn.call(won.get(0)));
        assertRefused(401, "session-revoked", null, () -> signIn.refresh(won.get(0)));
        assertThat(signIn.access.audited(tenant.id())).containsOnlyOnce("token.reuse");
    }

    @Test
    void sessionLastsThirtyDaysAfterItsLastUse() {
        TokenPair pair = signIn.login(user);
        for (int i = 0; i < 3; i++) {
            signIn.clock.advance(Duration.ofDays(29));
            pair = signIn.refresh(pair);
        }
        TokenPair last = pair;

        signIn.clock.advance(Duration.ofDays(30));

        assertRefused(401, "session-revoked", null, () -> signIn.refresh(last));
    }

    @Test
    void suspendedTenantKeepsTheTokenForLater() {
        TokenPair pair = signIn.login(user);
        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.SUSPENDED);

        assertRefused(403, "tenant-suspended", null, () -> signIn.refresh(pair));

        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.ACTIVE);
        assertThat(signIn.refresh(pair)).isNotNull();
    }

    @Test
    void suspendedAndRemovedUsersGetNoTokens() {
        TokenPair pair = signIn.login(user);
        signIn.access.users.changeStatus(signIn.operator(tenant), user.id(), UserStatus.SUSPENDED);
        assertRefused(403, "user-suspended", null, () -> signIn.refresh(pair));

        signIn.access.users.delete(signIn.operator(tenant), user.id());
        assertRefused(403, "user-suspended", null, () -> signIn.refresh(pair));
    }

    @Test
    void suspendedIdentityGetsNoTokens() {
        TokenPair pair = signIn.login(user);
        signIn.suspend(user.identityId());

        assertRefused(403, "user-suspended", null, () -> signIn.refresh(pair));
    }

    @Test
    void signedOutSessionGetsNoTokens() {
        TokenPair pair = signIn.login(user);
        signIn.sessions.logout(signIn.call(pair));

        assertRefused(401, "session-revoked", null, () -> signIn.refresh(pair));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "' OR '1'='1' --                            ",
                "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"
            })
    void anythingElseIsNoRefreshToken(String text) {
        assertRefused(401, "token-invalid", null, () -> signIn.refreshes.refresh(signIn.stranger(), text));
    }

    @Test
    void accessTokenIsNoRefreshToken() {
        TokenPair pair = signIn.login(user.email(), PASSWORD);

        assertRefused(
                401, "token-invalid", null, () -> signIn.refreshes.refresh(signIn.stranger(), pair.accessToken()));
    }
}
