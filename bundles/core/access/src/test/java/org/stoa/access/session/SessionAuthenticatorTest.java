package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.identity.Identity;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

class SessionAuthenticatorTest {

    private static SignInFixture signIn;
    private static int number;

    private Tenant tenant;
    private User user;
    private TokenPair pair;

    @BeforeAll
    static void start() {
        signIn = new SignInFixture();
        while (!signIn.access.caches.isTrusted()) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @BeforeEach
    void signIn() {
        number++;
        tenant = signIn.access.tenant("authenticator-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
        pair = signIn.login(user);
        assertThat(signIn.call(pair)).isNotNull();
    }

    @Test
    void contextCarriesRequestAndLocale() {
        CallContext call = signIn.authenticator.authenticateToken(
                pair.accessToken(), SignInFixture.request("198.51.100.4"), Locale.GERMAN);

        assertThat(call.locale()).isEqualTo(Locale.GERMAN);
        assertThat(call.request().clientAddress()).isEqualTo("198.51.100.4");
        assertThat(call.idempotencyKey()).isNull();
    }

    @Test
    void suspendedTenantIsLockedOutAtOnce() {
        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.SUSPENDED);
        assertRefused(403, "tenant-suspended", null, () -> signIn.call(pair));

        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.ACTIVE);
        assertThat(signIn.call(pair)).isNotNull();
    }

    @Test
    void suspendedUserIsLockedOutAtOnce() {
        signIn.access.users.changeStatus(signIn.operator(tenant), user.id(), UserStatus.SUSPENDED);
        assertRefused(403, "user-suspended", null, () -> signIn.call(pair));

        signIn.access.users.changeStatus(signIn.operator(tenant), user.id(), UserStatus.ACTIVE);
        assertThat(signIn.call(pair)).isNotNull();
    }

    @Test
    void removedUserIsLockedOutAtOnce() {
        signIn.access.users.delete(signIn.operator(tenant), user.id());

        assertRefused(403, "user-suspended", null, () -> signIn.call(pair));
    }

    @Test
    void suspendedIdentityIsLockedOutAtOnce() {
        signIn.suspend(user.identityId());

        assertRefused(403, "user-suspended", null, () -> signIn.call(pair));
    }

    @Test
    void grantsAndDenialsCountAtOnce() {
        CallContext admin = signIn.access.as(signIn.access.administrator(tenant));
        signIn.access.directGrants.add(admin, user.id(), "tenant.user.read", Grant.Effect.GRANT, null, null);
        assertThat(signIn.call(pair).allows("tenant.user.read", null)).isTrue();

        signIn.access.directGrants.add(admin, user.id(), "tenant.billing.read", Grant.Effect.DENY, null, null);
        assertThat(signIn.call(pair).allows("tenant.billing.read", null)).isFalse();
    }

    @Test
    void expiringGrantEndsByTheClock() {
        CallContext admin = signIn.access.as(signIn.access.administrator(tenant));
        signIn.access.directGrants.add(
                admin,
                user.id(),
                "tenant.user.read",
                Grant.Effect.GRANT,
                null,
                signIn.clock.instant().plusSeconds(60));
        assertThat(signIn.call(pair).allows("tenant.user.read", null)).isTrue();

        signIn.clock.advance(Duration.ofSeconds(61));
        assertThat(signIn.call(pair).allows("tenant.user.read", null)).isFalse();
    }

    @Test
    void tokenForATenantThatThePersonIsNotInIsRefused() {
        Tenant foreign = signIn.access.tenant("authenticator-foreign-" + number);
        AccessClaims claims = signIn.tokens.verify(pair.accessToken());
        String forged = signIn.tokens.issue(claims.identityId(), claims.sessionId(), foreign.id(), user.id());

        assertRefused(403, "user-suspended", null, () -> signIn.call(new TokenPair(forged, "", 0, "")));
    }

    @Test
    void tokenOfSomebodyElsesSessionIsRefused() {
        AccessClaims claims = signIn.tokens.verify(pair.accessToken());
        String forged = signIn.tokens.issue(Ids.next(), claims.sessionId(), tenant.id(), user.id());

        assertRefused(401, "token-invalid", null, () -> signIn.call(new TokenPair(forged, "", 0, "")));
    }

    @Test
    void tokenOfAnUnknownSessionIsRefused() {
        String forged = signIn.tokens.issue(user.identityId(), Ids.next(), tenant.id(), user.id());

        assertRefused(401, "session-revoked", null, () -> signIn.call(new TokenPair(forged, "", 0, "")));
    }

    @Test
    void superAdministratorWorksInASuspendedTenant() {
        Identity admin = signIn.superAdmin("admin-" + number + "@example.org");
        TokenPair inTenant = signIn.login(admin.email(), SignInFixture.PASSWORD, tenant.identifier(), null);
        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.SUSPENDED);

        assertThat(signIn.call(inTenant).permissions().isSuperAdmin()).isTrue();
    }

    @Test
    void whoWasSeenLatelyCostsNoStatement() {
        Counting counting = new Counting(signIn.platform, () -> {});
        SessionAuthenticator authenticator = authenticator(counting);
        authenticate(authenticator, pair);
        int first = counting.reads.get();

        for (int i = 0; i < 100; i++) {
            authenticate(authenticator, pair);
        }

        assertThat(first).isPositive().isLessThanOrEqualTo(2);
        assertThat(counting.reads).hasValue(first);
    }

    @Test
    void changesOfOthersCostNoStatement() {
        Counting counting = new Counting(signIn.platform, () -> {});
        SessionAuthenticator authenticator = authenticator(counting);
        authenticate(authenticator, pair);
        int first = counting.reads.get();

        signIn.access.caches.forget(AccessTags.identity(new UUID(5, 77)));
        authenticate(authenticator, pair);

        assertThat(counting.reads).hasValue(first);
    }

    @Test
    void whatChangesWhileItIsBeingLoadedIsNotServedAfterwards() {
        AtomicInteger loads = new AtomicInteger();
        Counting slow = new Counting(signIn.platform, () -> {
            if (loads.incrementAndGet() == 1) {
                // between the statement that finds the session and the end of the loading
                signIn.access.users.changeStatus(signIn.operator(tenant), user.id(), UserStatus.SUSPENDED);
            }
        });
        SessionAuthenticator authenticator = authenticator(slow);

        assertThat(authenticate(authenticator, pair))
                .as("loaded before the change")
                .isNotNull();

        assertRefused(403, "user-suspended", null, () -> authenticate(authenticator, pair));
    }

    private static CallContext authenticate(SessionAuthenticator authenticator, TokenPair pair) {
        return authenticator.authenticateToken(
                pair.accessToken(), SignInFixture.request(SignInFixture.ADDRESS), Locale.ENGLISH);
    }

    private static SessionAuthenticator authenticator(PlatformDatabase database) {
        Principals principals = new Principals(database, signIn.access.grants, signIn.access.caches, signIn.clock);
        return new SessionAuthenticator(signIn.tokens, principals, signIn.apiKeyUses, signIn.clock);
    }

    /** Counts reads, and lets something happen after each. */
    private static final class Counting implements PlatformDatabase {

        private final AtomicInteger reads = new AtomicInteger();
        private final PlatformDatabase database;
        private final Runnable afterRead;

        Counting(PlatformDatabase database, Runnable afterRead) {
            this.database = database;
            this.afterRead = afterRead;
        }

        @Override
        public <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work) {
            reads.incrementAndGet();
            R result = database.read(context, mapper, work);
            afterRead.run();
            return result;
        }

        @Override
        public <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work) {
            return database.write(context, mapper, work);
        }

        @Override
        public Map<String, Long> purge(CallContext context, String schema, UUID tenantId) {
            return database.purge(context, schema, tenantId);
        }
    }
}
