package org.stoa.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.account.Account;
import org.stoa.access.account.AccountRole;
import org.stoa.access.account.AccountType;
import org.stoa.access.account.NewAccount;
import org.stoa.access.identity.Identity;
import org.stoa.access.session.MeResource;
import org.stoa.access.session.SignInFixture;
import org.stoa.access.user.Membership;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Grant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;
import org.stoa.testkit.TestContexts;

class ApiKeysTest {

    private static SignInFixture signIn;
    private static int number;

    private Tenant tenant;
    private User admin;
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
        number++;
        tenant = signIn.access.tenant("api-key-" + number);
        signIn.access.administrator(tenant);
        admin = signIn.user(tenant, "person-" + number + "@example.org", "Tenant Admin");
        call = signIn.call(signIn.login(admin));
    }

    private ApiKeys.NewKey create(String... permissions) {
        return signIn.apiKeys.create(call, "Accounting", List.of(permissions), null);
    }

    @Test
    void keyActsAsItsMakerWithinItsScopes() {
        CallContext byKey =
                signIn.call(create("tenant.billing.read", "tenant.user.read").text());

        assertThat(byKey.tenantId()).isEqualTo(tenant.id());
        assertThat(byKey.caller().kind()).isEqualTo(Caller.Kind.API_KEY);
        assertThat(byKey.caller().userId()).isEqualTo(admin.id());
        assertThat(byKey.caller().identityId()).isEqualTo(admin.identityId());
        assertThat(byKey.caller().sessionId()).isNull();
        assertThat(byKey.caller().name()).isEqualTo("Accounting");
        assertThat(byKey.allows("tenant.billing.read", null)).isTrue();
        assertThat(byKey.allows("tenant.user.read", null)).isTrue();
        assertThat(byKey.allows("tenant.billing.write", null)).isFalse();
        assertThat(byKey.allows("user.self.read", null)).isFalse();
    }

    @Test
    void keyMayNeverMoreThanItsMaker() {
        String key = create("tenant.billing.read", "tenant.billing.write").text();
        signIn.access.directGrants.add(
                signIn.access.as(signIn.access.user(tenant, "other", "Tenant Admin")),
                admin.id(),
                "tenant.billing.write",
                Grant.Effect.DENY,
                null,
                null);

        assertThat(signIn.call(key).allows("tenant.billing.read", null)).isTrue();
        assertThat(signIn.call(key).allows("tenant.billing.write", null)).isFalse();
    }

    @Test
    void scopeThatTheMakerDoesNotHoldIsRefused() {
        User user = signIn.user(tenant, "user-" + number + "@example.org", "User");
        call = signIn.call(signIn.login(user));

        ProblemException problem = assertRefused(
                400,
                "invalid-request",
                "permissions[1]",
                () -> create("tenant.billing.read", "tenant.billing.write", "nonsense", "platform.tenant.read"));

        assertThat(problem.errors())
                .extracting(error -> error.field())
                .containsExactly("permissions[1]", "permissions[2]", "permissions[3]");
        assertThat(create("tenant.billing.read", "user.self.read")).isNotNull();
    }

    @Test
    void scopeHeldInOneAccountStaysThere() {
        User user = signIn.user(tenant, "user-" + number + "@example.org", "User");
        Account mine = account("mine");
        Account other = account("other");
        signIn.access.members.set(call, mine.id(), user.id(), AccountRole.ADMIN);
        call = signIn.call(signIn.login(user));

        CallContext byKey = signIn.call(create("account.billing-order.write").text());

        assertThat(byKey.allows("account.billing-order.write", mine.id())).isTrue();
        assertThat(byKey.allows("account.billing-order.write", other.id())).isFalse();
        assertThat(byKey.allows("account.billing-order.write", null)).isFalse();
    }

    private Account account(String identifier) {
        return signIn.access.accounts.create(
                call, new NewAccount(identifier, identifier, AccountType.AGENCY, null, null, null, null, null));
    }

    @Test
    void secretIsShownOnceAndStoredNowhere() {
        ApiKeys.NewKey made = create("tenant.billing.read");
        String secret = ApiKeyText.parse(made.text()).orElseThrow().secret();

        assertThat(signIn.apiKeys.list(call, PageRequest.first()).items()).containsExactly(made.key());
        assertThat(made.key().toString())
                .doesNotContain(secret)
                .contains(made.key().prefix());
        List<AuditRecord> records = signIn.access.records(tenant.id());
        assertThat(records).extracting(AuditRecord::action).contains("api-key.create");
        assertThat(records.toString()).doesNotContain(secret);
    }

    @Test
    void repeatedRequestMakesAnotherKeySinceTheFirstIsNotStored() {
        CallContext repeatable = TestContexts.repeatable(call, "key-1", "body");

        ApiKeys.NewKey first = signIn.apiKeys.create(repeatable, "A", List.of("tenant.billing.read"), null);
        ApiKeys.NewKey second = signIn.apiKeys.create(repeatable, "A", List.of("tenant.billing.read"), null);

        assertThat(second.text()).isNotEqualTo(first.text());
        assertThat(signIn.call(first.text())).isNotNull();
        assertThat(signIn.call(second.text())).isNotNull();
    }

    @Test
    void wrongSecretAndUnknownKeyAreRefusedAlike() {
        String key = create("tenant.billing.read").text();
        String wrong = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");

        for (String refused : List.of(wrong, ApiKeyText.generate(Ids.next()).text(), "", "stoa_", "' OR 1=1 --")) {
            assertRefused(401, "api-key-invalid", null, () -> signIn.call(refused));
        }
        assertThat(signIn.call(key)).isNotNull();
    }

    @Test
    void revokedKeyIsRefusedAtOnce() {
        ApiKeys.NewKey made = create("tenant.billing.read");
        assertThat(signIn.call(made.text())).isNotNull();

        signIn.apiKeys.revoke(call, made.key().id());

        assertRefused(401, "api-key-invalid", null, () -> signIn.call(made.text()));
        assertThat(signIn.apiKeys.list(call, PageRequest.first()).items()).isEmpty();
        assertThat(signIn.access.audited(tenant.id())).contains("api-key.revoke");
        assertRefused(
                404,
                "not-found",
                null,
                () -> signIn.apiKeys.revoke(call, made.key().id()));
    }

    @Test
    void expiredKeyIsRefused() {
        Instant until = signIn.clock.instant().plusSeconds(60);
        String key = signIn.apiKeys
                .create(call, "Soon over", List.of("tenant.billing.read"), until)
                .text();
        assertThat(signIn.call(key)).isNotNull();

        signIn.clock.advance(Duration.ofSeconds(60));

        assertRefused(401, "api-key-invalid", null, () -> signIn.call(key));
        assertRefused(
                400,
                "invalid-request",
                "expiresAt",
                () -> signIn.apiKeys.create(call, "Over", List.of("tenant.billing.read"), until));
    }

    @Test
    void keyOfASuspendedTenantUserOrIdentityIsRefused() {
        String key = create("tenant.billing.read").text();
        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.SUSPENDED);
        assertRefused(403, "tenant-suspended", null, () -> signIn.call(key));
        signIn.access.tenants.changeStatus(signIn.access.operator(), tenant.id(), TenantStatus.ACTIVE);

        signIn.access.users.changeStatus(signIn.operator(tenant), admin.id(), UserStatus.SUSPENDED);
        assertRefused(403, "user-suspended", null, () -> signIn.call(key));
        signIn.access.users.changeStatus(signIn.operator(tenant), admin.id(), UserStatus.ACTIVE);
        assertThat(signIn.call(key)).isNotNull();

        signIn.suspend(admin.identityId());
        assertRefused(403, "user-suspended", null, () -> signIn.call(key));
    }

    @Test
    void keyOfARemovedUserIsRefused() {
        String key = create("tenant.billing.read").text();
        signIn.access.users.delete(signIn.operator(tenant), admin.id());

        assertRefused(403, "user-suspended", null, () -> signIn.call(key));
    }

    @Test
    void keySeesItsOwnTenantAlone() {
        signIn.join(signIn.access.tenant("api-key-more-" + number), admin.email(), "User");
        MeResource resource = new MeResource(signIn.platform, signIn.memberships, signIn.clock);

        MeResource.Me me = resource.showMe(
                signIn.call(create("user.self.read", "tenant.billing.admin").text()));

        assertThat(me.memberships()).extracting(Membership::tenantId).containsExactly(tenant.id());
        assertThat(me.tenant().id()).isEqualTo(tenant.id());
        assertThat(me.permissions().granted())
                .extracting(MeResource.Entry::permission)
                .containsExactlyInAnyOrder("user.self.read", "tenant.billing.admin");
    }

    @Test
    void keyCannotMakeKeys() {
        CallContext byKey = signIn.call(create("tenant.api-key.write").text());

        assertRefused(
                403,
                "session-required",
                null,
                () -> signIn.apiKeys.create(byKey, "Child", List.of("tenant.api-key.write"), null));
    }

    @Test
    void keyOfASuperAdministratorIsNoSuperAdministrator() {
        Identity root = signIn.superAdmin("root-" + number + "@example.org");
        signIn.join(tenant, root.email(), "User");
        CallContext rootCall =
                signIn.call(signIn.login(root.email(), SignInFixture.PASSWORD, tenant.identifier(), null));

        assertRefused(
                400,
                "invalid-request",
                "permissions[0]",
                () -> signIn.apiKeys.create(rootCall, "Root", List.of("tenant.billing.write"), null));
        CallContext byKey = signIn.call(signIn.apiKeys
                .create(rootCall, "Root", List.of("tenant.billing.read"), null)
                .text());
        assertThat(byKey.permissions().isSuperAdmin()).isFalse();
        assertThat(byKey.allows("tenant.billing.read", null)).isTrue();
    }

    @Test
    void whoIsNoUserOfTheTenantCannotMakeAKey() {
        Identity root = signIn.superAdmin("root-" + number + "@example.org");
        CallContext outside = signIn.call(signIn.login(root.email(), SignInFixture.PASSWORD));
        CallContext elsewhere =
                call.withTenant(signIn.access.tenant("api-key-other-" + number).id());

        for (CallContext caller : List.of(outside.withTenant(tenant.id()), elsewhere)) {
            assertRefused(
                    409,
                    "api-key-needs-user",
                    null,
                    () -> signIn.apiKeys.create(caller, "Outside", List.of("tenant.billing.read"), null));
        }
    }

    @Test
    void keysOfAnotherTenantDoNotExist() {
        ApiKeys.NewKey made = create("tenant.billing.read");
        Tenant other = signIn.access.tenant("api-key-other-" + number);
        CallContext intruder = signIn.access.as(signIn.access.administrator(other));

        assertRefused(
                404,
                "not-found",
                null,
                () -> signIn.apiKeys.revoke(intruder, made.key().id()));
        assertRefused(404, "not-found", null, () -> signIn.apiKeys.revoke(intruder, Ids.next()));
        assertThat(signIn.apiKeys.list(intruder, PageRequest.first()).items()).isEmpty();
        assertThat(signIn.call(made.text())).isNotNull();
    }

    @Test
    void listIsPagedNewestFirst() {
        ApiKeys.NewKey first = create("tenant.billing.read");
        ApiKeys.NewKey second = create("tenant.billing.read");

        Page<ApiKey> page = signIn.apiKeys.list(call, PageRequest.parse("1", null));

        assertThat(page.items()).containsExactly(second.key());
        assertThat(signIn.apiKeys
                        .list(call, PageRequest.parse("1", page.nextCursor()))
                        .items())
                .containsExactly(first.key());
    }

    @Test
    void lastUseIsWrittenDownOffThePathOfCalls() {
        ApiKeys.NewKey made = create("tenant.billing.read");
        signIn.call(made.text());
        assertThat(lastUsed()).isNull();

        signIn.clock.advance(Duration.ofMinutes(1));
        signIn.apiKeyUses.flush();

        assertThat(lastUsed()).isEqualTo(signIn.clock.instant());
        Instant before = lastUsed();
        signIn.clock.advance(Duration.ofMinutes(1));
        signIn.apiKeyUses.flush();
        assertThat(lastUsed()).as("not used since").isEqualTo(before);
    }

    private Instant lastUsed() {
        return signIn.apiKeys.list(call, PageRequest.first()).items().get(0).lastUsedAt();
    }
}
