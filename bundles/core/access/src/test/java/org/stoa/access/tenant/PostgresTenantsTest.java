package org.stoa.access.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequestInfo;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

class PostgresTenantsTest {

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
    void newTenantGetsDefaultsAndItsAdministrator() {
        NewTenant.Administrator administrator =
                new NewTenant.Administrator("Boss@Go-Models.example.org", AccessFixture.PASSWORD, "The Boss");

        Tenant tenant = access.tenants.create(
                access.operator(), AccessFixture.newTenant("go-models", "Go Models Agency", administrator));

        assertThat(tenant)
                .returns("go-models", Tenant::identifier)
                .returns(TenantStatus.ACTIVE, Tenant::status)
                .returns("starter", Tenant::tier)
                .returns("en", Tenant::language)
                .returns("UTC", Tenant::timezone)
                .returns("USD", Tenant::currency)
                .returns(Company.empty(), Tenant::company)
                .returns(1L, Tenant::version);
        Page<User> users = access.users.list(access.operator().withTenant(tenant.id()), PageRequest.first());
        assertThat(users.items()).singleElement().satisfies(user -> {
            assertThat(user.email()).isEqualTo("boss@go-models.example.org");
            assertThat(user.displayName()).isEqualTo("The Boss");
            assertThat(user.roles()).containsExactly("Tenant Admin");
            assertThat(access.hasPassword(user.identityId())).isTrue();
        });
        assertThat(access.audited(tenant.id())).containsExactly("tenant.create", "user.create", "role.assign");
        assertThat(access.audited(null)).contains("tenant.create");
    }

    @Test
    void administratorWhoseAddressIsKnownIsInvitedInstead() {
        Tenant first = access.tenant("known-first");
        User known = access.user(first, "known", "User");

        Tenant second = access.tenants.create(
                access.operator(),
                AccessFixture.newTenant(
                        "known-second",
                        "Known Second",
                        new NewTenant.Administrator(known.email(), AccessFixture.PASSWORD, "Somebody")));

        CallContext within = access.operator().withTenant(second.id());
        assertThat(access.users.list(within, PageRequest.first()).items()).isEmpty();
        assertThat(access.invitations.list(within, PageRequest.first()).items())
                .singleElement()
                .satisfies(invitation -> {
                    assertThat(invitation.email()).isEqualTo(known.email());
                    assertThat(invitation.role()).isEqualTo("Tenant Admin");
                });
        assertThat(access.hasPassword(known.identityId())).isFalse();
    }

    @Test
    void tenantWithItsOwnRealmHasIdentitiesOfItsOwn() {
        Tenant shared = access.tenant("shared-realm");
        User user = access.user(shared, "twice", "User");
        NewTenant own = new NewTenant(
                "own-realm",
                "Own Realm",
                null,
                null,
                null,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                new NewTenant.Administrator(user.email(), AccessFixture.PASSWORD, "Twice"));

        Tenant tenant = access.tenants.create(access.operator(), own);

        assertThat(access.users
                        .list(access.operator().withTenant(tenant.id()), PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(other -> {
                    assertThat(other.email()).isEqualTo(user.email());
                    assertThat(other.identityId()).isNotEqualTo(user.identityId());
                });
    }

    @Test
    void takenIdentifierNameAndDomainAreNamed() {
        Tenant tenant = access.tenant("taken");
        access.tenants.update(access.operator(), tenant.id(), 1, details -> withDomain(details, "taken.example.org"));

        assertRefused(
                409,
                "conflict",
                "identifier",
                () -> access.tenants.create(access.operator(), AccessFixture.newTenant("taken", "Another name", null)));
        assertRefused(
                409,
                "conflict",
                "name",
                () -> access.tenants.create(access.operator(), AccessFixture.newTenant("another", "TAKEN ltd", null)));
        assertRefused(
                409,
                "conflict",
                "domain",
                () -> access.tenants.create(
                        access.operator(),
                        new NewTenant(
                                "third",
                                "Third",
                                "Taken.Example.org",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)));
    }

    @Test
    void repeatedCreationWithOneIdempotencyKeyMakesOneTenant() {
        NewTenant wanted = AccessFixture.newTenant("repeated", "Repeated", null);

        Tenant first = access.tenants.create(repeatable("create-1"), wanted);
        Tenant second = access.tenants.create(repeatable("create-1"), wanted);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void detailsAreNormalizedStoredAndAudited() {
        Tenant tenant = access.tenant("details");
        Company company = new Company("Go GmbH", "DE123", "x@example.org", null, "Street 1", "10115", "Berlin", "DE");

        Tenant changed = access.tenants.update(
                access.operator(),
                tenant.id(),
                1,
                details -> new TenantDetails(
                        "Détails",
                        "Models.EXAMPLE.com.".substring(0, 18),
                        company,
                        "https://example.com/logo.png",
                        "de-at",
                        "dark",
                        "Europe/Vienna",
                        "EUR",
                        "modeling"));

        assertThat(changed)
                .returns("Détails", Tenant::name)
                .returns("models.example.com", Tenant::domain)
                .returns("de-AT", Tenant::language)
                .returns(company, Tenant::company)
                .returns(2L, Tenant::version);
        assertThat(access.tenants.get(access.operator(), "details")).isEqualTo(changed);
        AuditRecord last = access.records(tenant.id()).get(1);
        assertThat(last.action()).isEqualTo("tenant.update");
        assertThat(last.oldValues()).containsEntry("currency", "USD");
        assertThat(last.newValues()).containsEntry("currency", "EUR").containsEntry("domain", "models.example.com");
    }

    @Test
    void updateOfAnOldVersionIsRefused() {
        Tenant tenant = access.tenant("old-version");
        access.tenants.update(access.operator(), tenant.id(), 1, details -> withDomain(details, null));

        assertRefused(
                412,
                "precondition-failed",
                null,
                () -> access.tenants.update(access.operator(), tenant.id(), 1, details -> details));
    }

    @Test
    void statusChangesWithAReasonInBothLogs() {
        Tenant tenant = access.tenant("suspended");

        Tenant changed = access.tenants.changeStatus(access.operator(), tenant.id(), TenantStatus.SUSPENDED, "unpaid");

        assertThat(changed.status()).isEqualTo(TenantStatus.SUSPENDED);
        assertThat(access.records(tenant.id())).last().satisfies(record -> {
            assertThat(record.action()).isEqualTo("tenant.status");
            assertThat(record.oldValues()).containsEntry("status", "ACTIVE");
            assertThat(record.newValues()).containsEntry("status", "SUSPENDED").containsEntry("reason", "unpaid");
            assertThat(record.actor()).isEqualTo("operator@example.org");
        });
        assertThat(access.records(null))
                .anyMatch(record -> record.action().equals("tenant.status")
                        && record.resourceId().equals(tenant.id().toString()));
    }

    @Test
    void parentMustExistAndCannotBeBelow() {
        Tenant top = access.tenant("top");
        Tenant middle = access.tenant("middle");
        Tenant bottom = access.tenant("bottom");
        setParent(middle, top.id());
        setParent(bottom, middle.id());

        assertRefused(409, "tenant-cycle", null, () -> setParent(top, bottom.id()));
        assertRefused(409, "tenant-cycle", null, () -> setParent(top, top.id()));
        assertRefused(400, "invalid-request", "parentId", () -> setParent(top, Ids.next()));
        assertThat(access.tenants.get(access.operator(), "bottom").parentId()).isEqualTo(middle.id());
    }

    @Test
    void twoChangesOfParentsAtOnceCannotCloseACircle() throws Exception {
        for (int round = 0; round < 10; round++) {
            Tenant one = access.tenant("circle-a" + round);
            Tenant other = access.tenant("circle-b" + round);

            List<String> refusals = refusedAtOnce(() -> setParent(one, other.id()), () -> setParent(other, one.id()));

            assertThat(refusals).containsExactly("tenant-cycle");
        }
    }

    @Test
    void directoryFollowsChangesAtOnce() {
        assertThat(access.directory.resolve("later")).isEmpty();
        assertThat(access.directory.resolveDomain("later.example.org")).isEmpty();

        Tenant tenant = access.tenant("later");
        Tenant changed = access.tenants.update(
                access.operator(), tenant.id(), 1, details -> withDomain(details, "later.example.org"));

        assertThat(access.directory.resolve("later")).contains(tenant.id());
        assertThat(access.directory.resolve(tenant.id().toString())).contains(tenant.id());
        assertThat(access.directory.resolveDomain("LATER.example.org")).contains(tenant.id());
        access.tenants.update(access.operator(), tenant.id(), changed.version(), details -> withDomain(details, null));
        assertThat(access.directory.resolveDomain("later.example.org")).isEmpty();
    }

    @Test
    void directoryAnswersNothingForWhatIsNoName() {
        List<String> strange = List.of("", "a", "UPPER", "x'; DROP TABLE access.tenant; --", "a".repeat(64), "../..");

        assertThat(strange)
                .allSatisfy(text -> assertThat(access.directory.resolve(text)).isEqualTo(Optional.empty()));
        assertThat(access.directory.resolve(Ids.next().toString())).isEmpty();
        assertThat(access.directory.resolveDomain("127.0.0.1")).isEmpty();
    }

    @Test
    void listIsPagedAndFilteredByStatus() {
        for (int i = 0; i < 3; i++) {
            Tenant tenant = access.tenant("inactive-" + i);
            access.tenants.changeStatus(access.operator(), tenant.id(), TenantStatus.INACTIVE);
        }

        Page<Tenant> first = access.tenants.list(access.operator(), TenantStatus.INACTIVE, new PageRequest(2, null));
        PageRequest next = PageRequest.parse("2", first.nextCursor());
        Page<Tenant> second = access.tenants.list(access.operator(), TenantStatus.INACTIVE, next);

        assertThat(first.items()).extracting(Tenant::identifier).containsExactly("inactive-2", "inactive-1");
        assertThat(second.items()).extracting(Tenant::identifier).containsExactly("inactive-0");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void unknownTenantIsNotFound() {
        assertRefused(404, "not-found", null, () -> access.tenants.get(access.operator(), "nobody"));
        assertRefused(
                404,
                "not-found",
                null,
                () -> access.tenants.get(access.operator(), Ids.next().toString()));
        assertRefused(
                404,
                "not-found",
                null,
                () -> access.tenants.changeStatus(access.operator(), Ids.next(), TenantStatus.ACTIVE));
    }

    private static Tenant setParent(Tenant tenant, UUID parentId) {
        Tenant present = access.tenants.get(access.operator(), tenant.id().toString());
        return access.tenants.updateTerms(
                access.operator(),
                tenant.id(),
                present.version(),
                terms -> new TenantTerms(terms.status(), terms.tier(), terms.features(), parentId, null));
    }

    private static TenantDetails withDomain(TenantDetails details, String domain) {
        return new TenantDetails(
                details.name(),
                domain,
                details.company(),
                details.logoUrl(),
                details.language(),
                details.theme(),
                details.timezone(),
                details.currency(),
                details.industry());
    }

    private static CallContext repeatable(String key) {
        CallContext operator = new CallContext(
                null, Caller.system("repeating"), Permissions.all(), Locale.ENGLISH, RequestInfo.local("r"), null);
        return operator.withIdempotencyKey(new IdempotencyKey(key, "fingerprint"));
    }
}
