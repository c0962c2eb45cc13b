package org.stoa.access.session;

import java.util.Locale;
import java.util.UUID;
import org.stoa.access.AccessFixture;
import org.stoa.access.apikey.ApiKeyUses;
import org.stoa.access.apikey.ApiKeys;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.IdentityStatus;
import org.stoa.access.identity.PasswordChanges;
import org.stoa.access.identity.Reauthentication;
import org.stoa.access.identity.SecondFactor;
import org.stoa.access.identity.TenantRealms;
import org.stoa.access.user.Memberships;
import org.stoa.api.data.Ids;
import org.stoa.api.people.User;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequestInfo;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.testkit.MutableClock;

/** Signing in with all that belongs to it, on a PostgreSQL database of its own. */
public final class SignInFixture implements AutoCloseable {

    public static final String PASSWORD = AccessFixture.PASSWORD;
    public static final String ADDRESS = "192.0.2.7";

    public final AccessFixture access = new AccessFixture();
    public final MutableClock clock = access.clock;
    public final PlatformDatabase platform = access.platform;
    public final TenantRealms realms = new TenantRealms(platform);
    public final Memberships memberships = new Memberships();
    public final Reauthentication reauthentication = new Reauthentication(platform, access.passwords, access.guard);
    public final SecondFactor secondFactor = new SecondFactor(platform, reauthentication, clock);
    public final PasswordChanges passwordChanges =
            new PasswordChanges(platform, access.passwords, reauthentication, clock);
    public final AccessTokens tokens = new AccessTokens(new SigningKeys(platform, clock), access.caches, clock);
    final TokenIssuer issuer = new TokenIssuer(tokens, clock);
    final Logins logins =
            new Logins(platform, realms, access.passwords, access.guard, secondFactor, memberships, issuer, clock);
    final Refreshes refreshes = new Refreshes(platform, issuer, clock);
    final TenantSwitches switches = new TenantSwitches(platform, realms, memberships, issuer, clock);
    final Sessions sessions = new Sessions(platform, clock);
    final Principals principals = new Principals(platform, access.grants, access.caches, clock);
    public final ApiKeys apiKeys = new ApiKeys(access.database, access.grants, clock);
    public final ApiKeyUses apiKeyUses = new ApiKeyUses(platform, clock);
    public final SessionAuthenticator authenticator = new SessionAuthenticator(tokens, principals, apiKeyUses, clock);

    /** A call of somebody who has not signed in. */
    public CallContext stranger(String address) {
        return new CallContext(null, Caller.anonymous(), Permissions.none(), Locale.ENGLISH, request(address), null);
    }

    public static RequestInfo request(String address) {
        return new RequestInfo(Ids.next().toString(), address, "test");
    }

    public CallContext stranger() {
        return stranger(ADDRESS);
    }

    public TokenPair login(String email, String password) {
        return login(email, password, null, null);
    }

    public TokenPair login(String email, String password, String tenant, String totp) {
        return logins.login(stranger(), new Logins.Credentials(email, password, tenant, totp));
    }

    public TokenPair login(User user) {
        return login(user.email(), PASSWORD, user.tenantId().toString(), null);
    }

    public TokenPair refresh(TokenPair pair) {
        return refreshes.refresh(stranger(), pair.refreshToken());
    }

    /** The context of a call made with the access token of {@code pair}. */
    public CallContext call(TokenPair pair) {
        return authenticator.authenticateToken(pair.accessToken(), request(ADDRESS), Locale.ENGLISH);
    }

    public CallContext call(String apiKey) {
        return authenticator.authenticateApiKey(apiKey, request(ADDRESS), Locale.ENGLISH);
    }

    /** A user who can sign in with {@link #PASSWORD}. */
    public User user(Tenant tenant, String email, String role) {
        return access.users.create(operator(tenant), email, email, PASSWORD, role);
    }

    /** Makes somebody who can sign in already a user of one more tenant. */
    public User join(Tenant tenant, String email, String role) {
        access.proveAddress(email);
        return access.users.create(operator(tenant), email, email, null, role);
    }

    /** A tenant whose people are its own. */
    public Tenant tenantWithOwnRealm(String identifier) {
        NewTenant tenant = new NewTenant(
                identifier, identifier + " Ltd", null, null, null, null, null, true, null, null, null, null, null);
        return access.tenants.create(access.operator(), tenant);
    }

    public Identity superAdmin(String email) {
        return platform.write(
                access.operator(),
                IdentityMapper.class,
                (mapper, transaction) -> access.identities.createSuperAdmin(
                        transaction, mapper, email, access.identities.prepare(email, PASSWORD)));
    }

    /** Suspends an identity and says so, as an operator's tool would. */
    public void suspend(UUID identityId) {
        platform.write(access.operator(), IdentityMapper.class, (mapper, transaction) -> {
            transaction.changed(AccessTags.identity(identityId));
            return mapper.updateStatus(identityId, IdentityStatus.SUSPENDED, clock.instant());
        });
    }

    public CallContext operator(Tenant tenant) {
        return access.operator().withTenant(tenant.id());
    }

    @Override
    public void close() {
        access.close();
    }
}
