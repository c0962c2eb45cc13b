package org.stoa.access.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.account.Account;
import org.stoa.access.account.AccountRole;
import org.stoa.access.account.AccountType;
import org.stoa.access.account.NewAccount;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;
import org.stoa.api.usage.UsagePeriod;

class PostgresUsersTest {

    private static AccessFixture access;
    private static Tenant tenant;
    private static CallContext admin;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        tenant = access.tenant("users-test");
        admin = access.as(access.administrator(tenant));
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void newUserWithPasswordProvesItsAddress() {
        User user = access.users.create(
                admin, new NewUser("With@Password.example.org", "with", "With Password", AccessFixture.PASSWORD, null));

        assertThat(user)
                .returns("with@password.example.org", User::email)
                .returns("with", User::username)
                .returns("With Password", User::displayName)
                .returns(UserStatus.ACTIVE, User::status)
                .returns(List.of("User"), User::roles)
                .returns(0L, User::loginCount);
        assertThat(access.hasPassword(user.identityId())).isTrue();
        assertThat(mailsTo(user.email())).containsExactly(MailTemplate.EMAIL_VERIFICATION);
    }

    @Test
    void newUserWithoutPasswordIsAskedToSetOne() {
        User user = access.user(tenant, "without", "User");

        assertThat(access.hasPassword(user.identityId())).isFalse();
        assertThat(mailsTo(user.email())).containsExactly(MailTemplate.PASSWORD_SETUP);
    }

    @Test
    void knownIdentityIsAddedAndKeepsItsPassword() {
        User first = access.users.create(
                admin, new NewUser("known@example.org", null, "Known", AccessFixture.PASSWORD, null));
        String hash = hashOf(first);
        Tenant other = access.tenant("users-other");

        CallContext there = access.operator().withTenant(other.id());
        assertRefused(
                409,
                "identity-unverified",
                null,
                () -> access.users.create(there, new NewUser("known@example.org", null, "Known there", null, null)));
        access.proveAddress("known@example.org");
        assertRefused(
                400,
                "invalid-request",
                "password",
                () -> access.users.create(
                        there, new NewUser("known@example.org", null, "Known there", "another password", null)));

        User second = access.users.create(there, new NewUser("Known@Example.org", null, "Known there", null, null));

        assertThat(second.identityId()).isEqualTo(first.identityId());
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(hashOf(first)).isEqualTo(hash);
        assertThat(access.memberships(first.identityId()))
                .extracting(Membership::tenantIdentifier)
                .containsExactly("users-test", "users-other");
    }

    @Test
    void aTenantHasAsManyUsersAsItsLimitSaysHoweverTheyCome() {
        Tenant small = access.tenant("users-few");
        CallContext there = access.operator().withTenant(small.id());
        User first = access.administrator(small);
        access.databases
                .usageMeter()
                .setLimits(there, List.of(new UsageLimit("users", UsagePeriod.TOTAL, null, 2L, false, ZoneOffset.UTC)));
        User second = access.user(small, "second", "User");

        assertRefused(403, "limit-exceeded", null, () -> access.user(small, "third", "User"));
        assertThat(access.identity("third@users-few.example.org"))
                .as("nothing is left of who was refused")
                .isEmpty();
        access.users.changeStatus(access.as(first), second.id(), UserStatus.SUSPENDED);
        assertRefused(403, "limit-exceeded", null, () -> access.user(small, "fourth", "User"));
        access.users.delete(access.as(first), second.id());
        access.user(small, "fifth", "User");
        assertThat(access.databases.usageMeter().used(there, access.clock.instant()))
                .filteredOn(usage -> usage.resource().equals("users"))
                .singleElement()
                .returns(2L, Usage::used);
    }

    @Test
    void emailAndUsernameAreUniqueInTheTenant() {
        access.users.create(admin, new NewUser("taken@example.org", "Taken", "Taken", null, null));

        assertRefused(
                409,
                "conflict",
                "email",
                () -> access.users.create(admin, new NewUser("TAKEN@example.org", null, "X", null, null)));
        assertRefused(
                409,
                "conflict",
                "username",
                () -> access.users.create(admin, new NewUser("free@example.org", "taken", "X", null, null)));
    }

    @Test
    void refusedUserLeavesNoIdentityBehind() {
        access.users.create(admin, new NewUser("first@example.org", "same-name", "First", null, null));
        assertRefused(
                409,
                "conflict",
                "username",
                () -> access.users.create(admin, new NewUser("orphan@example.org", "same-name", "X", null, null)));

        assertThat(access.identity("orphan@example.org")).isEmpty();
    }

    @Test
    void badFieldsAreNamed() {
        assertRefused(
                400,
                "invalid-request",
                "email",
                () -> access.users.create(admin, new NewUser("no address", null, "X", null, null)));
        assertRefused(
                400,
                "invalid-request",
                "username",
                () -> access.users.create(admin, new NewUser("a@example.org", "a b", "X", null, null)));
        assertRefused(
                400,
                "invalid-request",
                "displayName",
                () -> access.users.create(admin, new NewUser("a@example.org", null, " ", null, null)));
        assertRefused(
                400,
                "invalid-request",
                "password",
                () -> access.users.create(admin, new NewUser("a@example.org", null, "X", "short", null)));
        assertRefused(
                400,
                "invalid-request",
                "role",
                () -> access.users.create(admin, new NewUser("a@example.org", null, "X", null, "Emperor")));
    }

    @Test
    void nobodyAddsAUserWithMoreThanTheyHold() {
        User adder = access.user(tenant, "adder", "User");
        access.directGrants.add(admin, adder.id(), "tenant.user.write", Grant.Effect.GRANT, null, null);

        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.users.create(
                        access.as(adder), new NewUser("puppet@example.org", null, "Puppet", null, "Tenant Admin")));
    }

    @Test
    void changesAreStoredAndAudited() {
        User user = access.user(tenant, "changed", "User");

        User changed = access.users.update(
                admin,
                user.id(),
                user.version(),
                details -> new UserDetails("changed.name", "New Name", UserStatus.SUSPENDED, "left"));

        assertThat(changed)
                .returns("changed.name", User::username)
                .returns("New Name", User::displayName)
                .returns(UserStatus.SUSPENDED, User::status);
        assertThat(access.profiles.get(admin, user.id()).displayName()).isEqualTo("New Name");
        assertThat(access.records(tenant.id()))
                .filteredOn(record -> record.resourceId().equals(user.id().toString()))
                .extracting(record -> record.action())
                .containsExactly("user.create", "user.status", "user.update");
        assertRefused(
                412,
                "precondition-failed",
                null,
                () -> access.users.update(admin, user.id(), user.version(), details -> details));
    }

    @Test
    void removedUserLosesEverythingAndFreesItsNames() {
        User user = access.users.create(admin, new NewUser("removed@example.org", "removed", "Removed", null, null));
        Account account = access.accounts.create(
                admin, new NewAccount("removed", "Removed", AccountType.AGENCY, null, null, null, null, null));
        access.members.set(admin, account.id(), user.id(), AccountRole.ADMIN);
        access.directGrants.add(admin, user.id(), "tenant.user.read", Grant.Effect.GRANT, null, null);

        access.users.delete(admin, user.id());

        assertRefused(404, "not-found", null, () -> access.users.get(admin, user.id()));
        assertRefused(404, "not-found", null, () -> access.profiles.get(admin, user.id()));
        assertRefused(404, "not-found", null, () -> access.users.delete(admin, user.id()));
        assertThat(access.as(user).permissions().grants()).isEmpty();
        assertThat(access.memberships(user.identityId())).isEmpty();
        access.proveAddress("removed@example.org");
        User again = access.users.create(admin, new NewUser("removed@example.org", "removed", "Again", null, null));
        assertThat(again.identityId()).isEqualTo(user.identityId());
        assertThat(again.id()).isNotEqualTo(user.id());
    }

    @Test
    void lastAdministratorCannotBeSuspendedOrRemoved() {
        Tenant lonely = access.tenant("users-lonely");
        User only = access.administrator(lonely);
        CallContext context = access.as(only);

        assertRefused(
                409,
                "last-administrator",
                null,
                () -> access.users.changeStatus(context, only.id(), UserStatus.SUSPENDED));
        assertRefused(409, "last-administrator", null, () -> access.users.delete(context, only.id()));
        assertThat(access.users.get(context, only.id()).status()).isEqualTo(UserStatus.ACTIVE);

        User second = access.user(lonely, "second", "Tenant Admin");
        access.users.changeStatus(context, second.id(), UserStatus.SUSPENDED);
        assertRefused(409, "last-administrator", null, () -> access.users.delete(context, only.id()));
        access.users.changeStatus(context, second.id(), UserStatus.ACTIVE);
        access.users.delete(context, only.id());
    }

    @Test
    void administratorsCannotRemoveOneAnotherAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            Tenant contested = access.tenant("users-contested-" + round);
            User one = access.user(contested, "one", "Tenant Admin");
            User two = access.user(contested, "two", "Tenant Admin");
            User three = access.user(contested, "three", "Tenant Admin");

            List<String> refusals = refusedAtOnce(
                    () -> access.users.delete(access.as(one), two.id()),
                    () -> access.users.changeStatus(access.as(two), three.id(), UserStatus.SUSPENDED),
                    () -> access.users.delete(access.as(three), one.id()));

            assertThat(refusals).containsExactly("last-administrator");
        }
    }

    @Test
    void listIsFilteredByStatusAndEmail() {
        Tenant filtered = access.tenant("users-filtered");
        CallContext context = access.as(access.administrator(filtered));
        User one = access.user(filtered, "one", "User");
        access.users.changeStatus(context, one.id(), UserStatus.SUSPENDED);

        assertThat(access.users
                        .list(context, UserStatus.SUSPENDED, null, PageRequest.first())
                        .items())
                .extracting(User::id)
                .containsExactly(one.id());
        assertThat(access.users
                        .list(context, null, "ONE@users-filtered.example.org", PageRequest.first())
                        .items())
                .extracting(User::id)
                .containsExactly(one.id());
        assertThat(access.users.list(context, new PageRequest(1, null)).nextCursor())
                .isNotNull();
    }

    @Test
    void signInsAreCounted() {
        User user = access.user(tenant, "counted", "User");

        access.platform.write(access.operator(), UserMapper.class, (mapper, transaction) -> {
            new Memberships().signedIn(mapper, tenant.id(), user.id(), access.clock.instant());
            return null;
        });

        assertThat(access.users.get(admin, user.id()))
                .returns(1L, User::loginCount)
                .returns(access.clock.instant(), User::lastLoginAt);
    }

    @Test
    void profileIsFilledStepByStep() {
        User user = access.user(tenant, "profile", "User");
        UserProfile empty = access.profiles.get(admin, user.id());
        assertThat(empty.completeness()).isEqualTo(8);

        UserProfile filled = access.profiles.update(
                access.as(user),
                user.id(),
                empty.version(),
                details -> new ProfileDetails(
                        "Profile Person",
                        "Bio",
                        "https://img.example.org/a.png",
                        "https://img.example.org/b.png",
                        "+49 30 1",
                        "https://example.org",
                        "Berlin",
                        "Model",
                        "Go Models",
                        List.of(Map.of("year", 2024, "what", "Runway")),
                        List.of("walking"),
                        Map.of("mastodon", "https://social.example.org/@x")));

        assertThat(filled.completeness()).isEqualTo(100);
        assertThat(filled.experience()).containsExactly(Map.of("year", 2024, "what", "Runway"));
        assertThat(access.users.get(admin, user.id()))
                .returns("Profile Person", User::displayName)
                .returns(user.version() + 1, User::version);
        assertThat(access.audited(tenant.id())).contains("profile.update");
        assertRefused(
                412,
                "precondition-failed",
                null,
                () -> access.profiles.update(admin, user.id(), 1, details -> details));
    }

    @Test
    void scriptsHideInNoAddressOfAProfile() {
        User user = access.user(tenant, "script", "User");

        assertRefused(
                400,
                "invalid-request",
                "socialLinks.x",
                () -> access.profiles.update(
                        admin,
                        user.id(),
                        1,
                        details -> new ProfileDetails(
                                "X",
                                null,
                                "javascript:alert(1)",
                                null,
                                null,
                                "data:text/html,x",
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of("x", "javascript:alert(1)"))));
        assertRefused(404, "not-found", null, () -> access.profiles.update(admin, Ids.next(), 1, details -> details));
    }

    private static List<MailTemplate> mailsTo(String email) {
        return access.deliverMails().stream()
                .filter(mail -> mail.to().equals(email))
                .map(MailRequested::template)
                .toList();
    }

    private static String hashOf(User user) {
        return access.identity(user.identityId()).passwordHash();
    }
}
