package org.stoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.stoa.access.account.Account;
import org.stoa.access.account.AccountRole;
import org.stoa.access.account.AccountType;
import org.stoa.access.account.NewAccount;
import org.stoa.access.invitation.Invitation;
import org.stoa.access.invitation.NewInvitation;
import org.stoa.access.role.DirectGrant;
import org.stoa.access.role.Role;
import org.stoa.access.role.RoleAssignment;
import org.stoa.access.role.RoleDetails;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.ShippedRole;
import org.stoa.api.tenant.Tenant;

/** An administrator of one tenant uses the ids of another: every answer is that to an id which does not exist. */
class TwoTenantsTest {

    private record Use(String name, Consumer<UUID> call) {}

    private static AccessFixture access;
    private static CallContext intruder;
    private static User own;
    private static Account ownAccount;
    private static User user;
    private static Account account;
    private static Role role;
    private static RoleAssignment assignment;
    private static DirectGrant grant;
    private static Invitation invitation;
    private static CallContext victim;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        Tenant attacking = access.tenant("attacking");
        intruder = access.as(access.administrator(attacking));
        own = access.user(attacking, "own", "User");
        ownAccount = access.accounts.create(intruder, newAccount("own"));

        Tenant attacked = access.tenant("attacked");
        victim = access.as(access.administrator(attacked));
        user = access.user(attacked, "user", "User");
        account = access.accounts.create(victim, newAccount("account"));
        access.members.set(victim, account.id(), user.id(), AccountRole.MEMBER);
        role = access.roles.create(
                victim, new RoleDetails("Theirs", null, ShippedRole.Level.TENANT, List.of("tenant.user.read")));
        assignment = access.assignments.assign(victim, user.id(), "Theirs", account.id(), null);
        grant = access.directGrants.add(victim, user.id(), "tenant.user.read", Grant.Effect.GRANT, null, null);
        invitation = access.invitations.create(victim, new NewInvitation("guest@example.org", "User", null, null));
        access.settings.put(victim, "secret", "value", null);
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @TestFactory
    Stream<DynamicTest> usersOfAnotherTenantDoNotExist() {
        return each(
                user.id(),
                new Use("get", id -> access.users.get(intruder, id)),
                new Use("status", id -> access.users.changeStatus(intruder, id, UserStatus.SUSPENDED)),
                new Use("update", id -> access.users.update(intruder, id, 1, details -> details)),
                new Use("delete", id -> access.users.delete(intruder, id)),
                new Use("profile", id -> access.profiles.get(intruder, id)),
                new Use("update profile", id -> access.profiles.update(intruder, id, 1, details -> details)),
                new Use("roles", id -> access.assignments.list(intruder, id, PageRequest.first())),
                new Use("assign", id -> access.assignments.assign(intruder, id, "User", null, null)),
                new Use("permissions", id -> access.directGrants.list(intruder, id, PageRequest.first())),
                new Use(
                        "grant",
                        id -> access.directGrants.add(intruder, id, "tenant.user.read", Grant.Effect.DENY, null, null)),
                new Use("explain", id -> access.explanations.explain(intruder, id, "tenant.user.read", null)),
                new Use("member", id -> access.members.set(intruder, ownAccount.id(), id, AccountRole.MEMBER)),
                new Use("member removal", id -> access.members.remove(intruder, ownAccount.id(), id)));
    }

    @TestFactory
    Stream<DynamicTest> accountsOfAnotherTenantDoNotExist() {
        return each(
                account.id(),
                new Use("get", id -> access.accounts.get(intruder, id)),
                new Use("update", id -> access.accounts.update(intruder, id, 1, details -> details)),
                new Use("delete", id -> access.accounts.delete(intruder, id)),
                new Use("members", id -> access.members.list(intruder, id, PageRequest.first())),
                new Use("join", id -> access.members.set(intruder, id, own.id(), AccountRole.ADMIN)),
                new Use("remove member", id -> access.members.remove(intruder, id, user.id())),
                new Use("assign in", id -> access.assignments.assign(intruder, own.id(), "Account Owner", id, null)),
                new Use(
                        "grant in",
                        id -> access.directGrants.add(
                                intruder, own.id(), "account.member.read", Grant.Effect.GRANT, id, null)),
                new Use(
                        "invite into",
                        id -> access.invitations.create(
                                intruder, new NewInvitation("x@example.org", "User", id, null))),
                new Use("explain", id -> access.explanations.explain(intruder, own.id(), "tenant.user.read", id)));
    }

    @TestFactory
    Stream<DynamicTest> rolesOfAnotherTenantDoNotExist() {
        return each(
                role.id(),
                new Use("get", id -> access.roles.get(intruder, id)),
                new Use("update", id -> access.roles.update(intruder, id, 1, details -> details)),
                new Use("delete", id -> access.roles.delete(intruder, id)),
                new Use("assign", id -> access.assignments.assign(intruder, own.id(), id.toString(), null, null)),
                new Use(
                        "invite to",
                        id -> access.invitations.create(
                                intruder, new NewInvitation("x@example.org", id.toString(), null, null))));
    }

    @TestFactory
    Stream<DynamicTest> whatUsersOfAnotherTenantWereGivenDoesNotExist() {
        List<DynamicTest> tests = new ArrayList<>();
        each(
                        assignment.id(),
                        new Use("unassign", id -> access.assignments.unassign(intruder, user.id(), id)),
                        new Use("unassign from own", id -> access.assignments.unassign(intruder, own.id(), id)))
                .forEach(tests::add);
        each(
                        grant.id(),
                        new Use("revoke", id -> access.directGrants.revoke(intruder, user.id(), id)),
                        new Use("revoke from own", id -> access.directGrants.revoke(intruder, own.id(), id)))
                .forEach(tests::add);
        each(
                        invitation.id(),
                        new Use("invitation", id -> access.invitations.get(intruder, id)),
                        new Use("revoke invitation", id -> access.invitations.revoke(intruder, id)))
                .forEach(tests::add);
        return tests.stream();
    }

    @Test
    void listsHoldTheOwnTenantOnly() {
        PageRequest all = new PageRequest(100, null);

        assertThat(access.users.list(intruder, all).items()).isNotEmpty().allMatch(found -> found.tenantId()
                .equals(intruder.tenantId()));
        assertThat(access.accounts.list(intruder, null, null, all).items())
                .extracting(Account::id)
                .containsExactly(ownAccount.id());
        assertThat(access.accounts.listOfMember(intruder, user.id(), all).items())
                .isEmpty();
        assertThat(access.invitations.list(intruder, all).items()).isEmpty();
        assertThat(access.roles.list(intruder, all).items())
                .noneMatch(found -> found.id().equals(role.id()));
        assertThat(access.settings.list(intruder, null, null).items()).isEmpty();
        assertThat(access.databases
                        .auditLog()
                        .search(intruder, AuditFilter.none(), all)
                        .items())
                .isNotEmpty()
                .allMatch(found -> found.tenantId().equals(intruder.tenantId()));
    }

    @Test
    void victimIsAsItWas() {
        assertThat(access.users.get(victim, user.id()).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(access.accounts.get(victim, account.id())).isEqualTo(account);
        assertThat(access.roles.get(victim, role.id())).isEqualTo(role);
        Page<RoleAssignment> assignments = access.assignments.list(victim, user.id(), PageRequest.first());
        assertThat(assignments.items()).extracting(RoleAssignment::id).contains(assignment.id());
        assertThat(access.directGrants
                        .list(victim, user.id(), PageRequest.first())
                        .items())
                .containsExactly(grant);
        assertThat(access.settings.get(victim, "secret").value()).isEqualTo("value");
    }

    private static Stream<DynamicTest> each(UUID foreign, Use... uses) {
        return Stream.of(uses)
                .map(use -> DynamicTest.dynamicTest(use.name(), () -> assertThat(answer(use, foreign))
                        .as("answer to a foreign id, compared with that to an unknown one")
                        .isEqualTo(answer(use, Ids.next()))));
    }

    /** All that the caller learns. */
    private static String answer(Use use, UUID id) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> use.call().accept(id));
        assertThat(problem).as("refusal").isNotNull();
        return problem.code().code() + " " + List.of(problem.arguments()) + " " + problem.errors() + " "
                + problem.extensions();
    }

    private static NewAccount newAccount(String identifier) {
        return new NewAccount(identifier, identifier, AccountType.AGENCY, null, null, null, null, null);
    }
}
