package org.stoa.access.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.account.Account;
import org.stoa.access.account.AccountRole;
import org.stoa.access.account.AccountStatus;
import org.stoa.access.account.AccountType;
import org.stoa.access.account.NewAccount;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Decision;
import org.stoa.api.security.Grant;
import org.stoa.api.tenant.Tenant;

class RoleAssignmentsTest {

    private static AccessFixture access;
    private static Tenant tenant;
    private static CallContext admin;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        tenant = access.tenant("assignments");
        admin = access.as(access.administrator(tenant));
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void roleIsHeldUntilItIsTaken() {
        User user = access.user(tenant, "holder", "User");
        assertThat(access.as(user).allows("tenant.user.read", null)).isFalse();

        RoleAssignment assignment = access.assignments.assign(admin, user.id(), "content moderator", null, null);

        assertThat(assignment)
                .returns("Content Moderator", RoleAssignment::role)
                .returns(admin.caller().userId(), RoleAssignment::assignedBy);
        assertThat(access.as(user).allows("tenant.user.read", null)).isTrue();
        assertThat(access.users.get(admin, user.id()).roles()).containsExactly("Content Moderator", "User");

        access.assignments.unassign(admin, user.id(), assignment.id());
        assertThat(access.as(user).allows("tenant.user.read", null)).isFalse();
        assertRefused(404, "not-found", null, () -> access.assignments.unassign(admin, user.id(), assignment.id()));
        assertThat(access.audited(tenant.id())).contains("role.assign", "role.unassign");
    }

    @Test
    void roleOnTwoAccountsIsTwoRowsAndCountsThereOnly() {
        User user = access.user(tenant, "two-accounts", "User");
        Account one = account("two-one");
        Account two = account("two-two");
        Account three = account("two-three");

        access.assignments.assign(admin, user.id(), "Account Owner", one.id(), null);
        access.assignments.assign(admin, user.id(), "Account Owner", two.id(), null);

        CallContext context = access.as(user);
        assertThat(context.allows("account.member.write", one.id())).isTrue();
        assertThat(context.allows("account.member.write", two.id())).isTrue();
        assertThat(context.allows("account.member.write", three.id())).isFalse();
        assertThat(context.allows("account.member.write", null)).isFalse();
        assertThat(access.assignments
                        .list(admin, user.id(), PageRequest.first())
                        .items())
                .extracting(RoleAssignment::role)
                .containsExactly("Account Owner", "Account Owner", "User");
        assertRefused(
                409,
                "conflict",
                "role",
                () -> access.assignments.assign(admin, user.id(), "Account Owner", one.id(), null));
    }

    @Test
    void expiredRoleCountsNoLongerAndCanBeGivenAnew() {
        User user = access.user(tenant, "expiring", "User");
        Instant end = access.clock.instant().plus(Duration.ofHours(1));
        access.assignments.assign(admin, user.id(), "Content Moderator", null, end);
        CallContext before = access.as(user);
        assertThat(before.allows("tenant.user.read", null)).isTrue();

        access.clock.advance(Duration.ofHours(1));

        assertThat(before.allows("tenant.user.read", null)).isFalse();
        assertThat(access.as(user).allows("tenant.user.read", null)).isFalse();
        assertThat(access.users.get(admin, user.id()).roles()).containsExactly("User");
        access.assignments.assign(admin, user.id(), "Content Moderator", null, null);
        assertThat(access.as(user).allows("tenant.user.read", null)).isTrue();
        assertRefused(
                400,
                "invalid-request",
                "expiresAt",
                () -> access.assignments.assign(admin, user.id(), "Content Moderator", null, access.clock.instant()));
    }

    @Test
    void accountRoleNeedsAnAccount() {
        User user = access.user(tenant, "needs-account", "User");

        assertRefused(
                400,
                "invalid-request",
                "accountId",
                () -> access.assignments.assign(admin, user.id(), "Account Owner", null, null));
        assertRefused(
                400,
                "invalid-request",
                "accountId",
                () -> access.assignments.assign(admin, user.id(), "Account Owner", Ids.next(), null));
    }

    @Test
    void unknownRolesAndTheOneOfThePlatformAreRefused() {
        User user = access.user(tenant, "unknown-role", "User");

        for (String role : List.of("Nobody", "", Ids.next().toString(), "Super Admin", "super admin")) {
            assertRefused(
                    400,
                    "invalid-request",
                    "role",
                    () -> access.assignments.assign(admin, user.id(), role, null, null));
        }
        assertRefused(404, "not-found", null, () -> access.assignments.assign(admin, Ids.next(), "User", null, null));
    }

    @Test
    void nobodyGivesARoleThatHoldsMoreThanTheyDo() {
        access.roles.create(
                admin,
                TenantRolesTest.details("Granter", "tenant.grant.write", "tenant.grant.read", "tenant.user.read"));
        CallContext granter = access.as(access.user(tenant, "granter", "Granter"));
        User user = access.user(tenant, "wants-more", "User");

        for (String role : List.of("Tenant Admin", "Content Moderator")) {
            assertRefused(
                    403,
                    "privilege-escalation",
                    null,
                    () -> access.assignments.assign(granter, user.id(), role, null, null));
        }
        assertThat(access.assignments
                        .assign(granter, user.id(), "Granter", null, null)
                        .role())
                .isEqualTo("Granter");
    }

    @Test
    void lastAdministratorKeepsTheRole() {
        Tenant lonely = access.tenant("lonely");
        User only = access.administrator(lonely);
        CallContext context = access.as(only);
        UUID assignment = access.assignments
                .list(context, only.id(), PageRequest.first())
                .items()
                .get(0)
                .id();

        assertRefused(
                409, "last-administrator", null, () -> access.assignments.unassign(context, only.id(), assignment));
        assertThat(access.users.get(context, only.id()).roles()).containsExactly("Tenant Admin");

        Instant soon = access.clock.instant().plus(Duration.ofDays(1));
        User second = access.user(lonely, "second", "User");
        access.assignments.assign(context, second.id(), "Tenant Admin", null, soon);
        assertRefused(
                409, "last-administrator", null, () -> access.assignments.unassign(context, only.id(), assignment));

        User third = access.user(lonely, "third", "Tenant Admin");
        access.assignments.unassign(context, only.id(), assignment);
        assertThat(access.users.get(context, third.id()).roles()).containsExactly("Tenant Admin");
    }

    @Test
    void twoAdministratorsCannotStripEachOtherAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            Tenant contested = access.tenant("contested-" + round);
            User one = access.user(contested, "one", "Tenant Admin");
            User other = access.user(contested, "other", "Tenant Admin");
            UUID rolesOfOne = assignmentOf(one);
            UUID rolesOfOther = assignmentOf(other);

            List<String> refusals = refusedAtOnce(
                    () -> access.assignments.unassign(access.as(one), other.id(), rolesOfOther),
                    () -> access.assignments.unassign(access.as(other), one.id(), rolesOfOne));

            assertThat(refusals).containsExactly("last-administrator");
        }
    }

    @Test
    void memberOfAnAccountIsAllowedWhatTheMembershipSays() {
        User member = access.user(tenant, "member-rights", "User");
        Account account = account("member-rights");
        access.members.set(admin, account.id(), member.id(), AccountRole.VIEWER);
        assertThat(access.as(member).allows("account.billing-order.read", account.id()))
                .isTrue();
        assertThat(access.as(member).allows("account.billing-order.write", account.id()))
                .isFalse();

        access.members.set(admin, account.id(), member.id(), AccountRole.MEMBER);
        assertThat(access.as(member).allows("account.billing-order.write", account.id()))
                .isTrue();
        assertThat(access.as(member).allows("account.member.write", account.id()))
                .isFalse();
        assertThat(access.as(member).allows("account.billing-order.write", null))
                .isFalse();

        access.members.set(admin, account.id(), member.id(), AccountRole.ADMIN);
        assertThat(access.as(member).allows("account.member.write", account.id()))
                .isTrue();
        assertThat(access.as(member).allows("tenant.account.write", account.id()))
                .isFalse();
    }

    @Test
    void whatIsGivenInAnAccountCountsWhileTheAccountIsOpen() {
        User member = access.user(tenant, "closed-account", "User");
        Account account = account("closed-account");
        access.members.set(admin, account.id(), member.id(), AccountRole.MEMBER);
        access.directGrants.add(admin, member.id(), "account.account.write", Grant.Effect.GRANT, account.id(), null);
        access.directGrants.add(admin, member.id(), "tenant.tenant.read", Grant.Effect.DENY, account.id(), null);

        access.accounts.update(admin, account.id(), 1, AccountsFields.status(AccountStatus.SUSPENDED));

        CallContext context = access.as(member);
        assertThat(context.allows("account.account.read", account.id())).isFalse();
        assertThat(context.allows("account.account.write", account.id())).isFalse();
        assertThat(context.allows("tenant.tenant.read", account.id())).isFalse();
        assertThat(context.allows("tenant.tenant.read", null)).isTrue();
    }

    @Test
    void explanationNamesWhatDecides() {
        User user = access.user(tenant, "explained", "User");
        Account account = account("explained");
        access.members.set(admin, account.id(), user.id(), AccountRole.ADMIN);
        access.assignments.assign(
                admin,
                user.id(),
                "Content Moderator",
                null,
                access.clock.instant().plusSeconds(60));
        access.directGrants.add(admin, user.id(), "user.profile.write", Grant.Effect.DENY, null, null);

        Decision inAccount = access.explanations.explain(admin, user.id(), "account.member.write", account.id());
        assertThat(inAccount.allowed()).isTrue();
        assertThat(inAccount.decidedBy()).isEqualTo("account");
        assertThat(inAccount.steps().get(inAccount.steps().size() - 1).because())
                .singleElement()
                .asString()
                .startsWith("admin of the account (role Account Owner): account.member.admin");

        Decision elsewhere = access.explanations.explain(admin, user.id(), "account.member.write", null);
        assertThat(elsewhere.allowed()).isFalse();
        assertThat(elsewhere.steps().toString()).contains("which is not the account asked for");

        Decision denied = access.explanations.explain(admin, user.id(), "user.profile.write", null);
        assertThat(denied.allowed()).isFalse();
        assertThat(denied.decidedBy()).isEqualTo("deny");
        assertThat(denied.steps().toString()).contains("direct denial: user.profile.write");

        assertThat(access.explanations
                        .explain(admin, user.id(), "tenant.user.read", null)
                        .allowed())
                .isTrue();
        access.clock.advance(Duration.ofMinutes(2));
        Decision expired = access.explanations.explain(admin, user.id(), "tenant.user.read", null);
        assertThat(expired.allowed()).isFalse();
        assertThat(expired.steps().toString()).contains("role Content Moderator: tenant.user.read, expired ");
    }

    @Test
    void explanationOfASuspendedUserSaysSo() {
        User user = access.user(tenant, "explain-suspended", "Content Moderator");
        access.users.changeStatus(admin, user.id(), UserStatus.SUSPENDED);

        Decision decision = access.explanations.explain(admin, user.id(), "tenant.user.read", null);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.steps().toString()).contains("the user is suspended");
    }

    @Test
    void explanationAgreesWithWhatIsAllowed() {
        User user = access.user(tenant, "agreement", "User");
        Account account = account("agreement");
        access.members.set(admin, account.id(), user.id(), AccountRole.MEMBER);
        access.directGrants.add(admin, user.id(), "tenant.user.read", Grant.Effect.GRANT, null, null);
        access.directGrants.add(admin, user.id(), "tenant.user.read", Grant.Effect.DENY, account.id(), null);
        CallContext context = access.as(user);

        for (var definition : access.catalogue.grantable()) {
            if (definition.name().resource().equals("self")) {
                continue; // comes with signing in, not with the tenant
            }
            for (UUID scope : new UUID[] {null, account.id()}) {
                assertThat(access.explanations
                                .explain(admin, user.id(), definition.name().toString(), scope)
                                .allowed())
                        .as(definition.name() + " in " + scope)
                        .isEqualTo(context.allows(definition.name().toString(), scope));
            }
        }
    }

    @Test
    void explanationRefusesWhatIsUnknown() {
        User user = access.user(tenant, "explain-unknown", "User");

        assertRefused(
                400,
                "invalid-request",
                "permission",
                () -> access.explanations.explain(admin, user.id(), "tenant.nothing.read", null));
        assertRefused(
                404, "not-found", null, () -> access.explanations.explain(admin, Ids.next(), "tenant.user.read", null));
        assertRefused(
                404,
                "not-found",
                null,
                () -> access.explanations.explain(admin, user.id(), "tenant.user.read", Ids.next()));
    }

    private static UUID assignmentOf(User user) {
        return access.assignments
                .list(access.as(user), user.id(), PageRequest.first())
                .items()
                .get(0)
                .id();
    }

    private static Account account(String identifier) {
        return access.accounts.create(
                admin, new NewAccount(identifier, identifier, AccountType.AGENCY, null, null, null, null, null));
    }
}
