package org.stoa.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.invitation.Invitation;
import org.stoa.access.invitation.InvitationStatus;
import org.stoa.access.invitation.NewInvitation;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.tenant.Tenant;

class AccountsTest {

    private static AccessFixture access;
    private static Tenant tenant;
    private static CallContext admin;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        tenant = access.tenant("accounts-test");
        admin = access.as(access.administrator(tenant));
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void newAccountHasItsFieldsAndItsCreatorAsAdmin() {
        NewAccount wanted = new NewAccount(
                "agency-one",
                " Agency One ",
                AccountType.AGENCY,
                AccountStatus.PENDING,
                Map.of("vat", "DE1", "nested", Map.of("a", List.of(1, 2))),
                List.of("portfolio"),
                Map.of("models", 50L),
                Map.of("iban", "DE00"));

        Account account = access.accounts.create(admin, wanted);

        assertThat(access.accounts.get(admin, account.id())).isEqualTo(account);
        assertThat(account)
                .returns("Agency One", Account::name)
                .returns(AccountStatus.PENDING, Account::status)
                .returns(Map.of("models", 50L), Account::limits)
                .returns(null, Account::verifiedAt)
                .returns(1L, Account::version);
        assertThat(access.members.list(admin, account.id(), PageRequest.first()).items())
                .singleElement()
                .satisfies(member -> {
                    assertThat(member.userId()).isEqualTo(admin.caller().userId());
                    assertThat(member.role()).isEqualTo(AccountRole.ADMIN);
                });
        assertThat(access.audited(tenant.id())).contains("account.create", "account.member.set");
    }

    @Test
    void identifierIsUniqueAmongTheAccountsThatAreThere() {
        Account account = account("unique-id");

        assertRefused(409, "conflict", "identifier", () -> account("unique-id"));
        Account other = account("unique-other");
        assertRefused(
                409,
                "conflict",
                "identifier",
                () -> access.accounts.update(admin, other.id(), 1, identifier("unique-id")));

        access.accounts.delete(admin, account.id());
        assertThat(account("unique-id").id()).isNotEqualTo(account.id());
    }

    @Test
    void updateChecksVersionAndFields() {
        Account account = account("updated");

        Account changed = access.accounts.update(admin, account.id(), 1, identifier("updated-2"));
        assertThat(changed.version()).isEqualTo(2);
        assertRefused(
                412,
                "precondition-failed",
                null,
                () -> access.accounts.update(admin, account.id(), 1, identifier("updated-3")));
        assertRefused(
                400,
                "invalid-request",
                "identifier",
                () -> access.accounts.update(admin, account.id(), 2, identifier("Not Valid")));
        assertThat(access.accounts.get(admin, account.id()).identifier()).isEqualTo("updated-2");
    }

    @Test
    void verificationSetsAndClearsTheTime() {
        Account account = account("verified");

        Account verified = access.accounts.update(admin, account.id(), 1, verified(true));
        assertThat(verified.verifiedAt()).isEqualTo(access.clock.instant());

        Account cleared = access.accounts.update(admin, account.id(), 2, verified(false));
        assertThat(cleared.verifiedAt()).isNull();
    }

    @Test
    void accountCannotChangeItsOwnTerms() {
        Account account = account("own-terms");
        User owner = access.user(tenant, "owner", "User");
        access.members.set(admin, account.id(), owner.id(), AccountRole.ADMIN);
        CallContext context = access.as(owner);

        assertThat(access.accounts
                        .update(context, account.id(), 1, identifier("own-terms-2"))
                        .version())
                .isEqualTo(2);
        assertRefused(
                403, "permission-denied", null, () -> access.accounts.update(context, account.id(), 2, verified(true)));
        assertRefused(
                403,
                "permission-denied",
                null,
                () -> access.accounts.update(context, account.id(), 2, limits(Map.of("models", 1_000_000L))));
    }

    @Test
    void deletedAccountTakesWhatWasGivenInIt() {
        Account account = account("deleted");
        User user = access.user(tenant, "deleted-member", "User");
        access.members.set(admin, account.id(), user.id(), AccountRole.MEMBER);
        access.assignments.assign(admin, user.id(), "Account Owner", account.id(), null);
        access.directGrants.add(admin, user.id(), "account.member.read", Grant.Effect.GRANT, account.id(), null);
        Invitation invitation =
                access.invitations.create(admin, new NewInvitation("guest@example.org", "User", account.id(), null));

        access.accounts.delete(admin, account.id());

        assertRefused(404, "not-found", null, () -> access.accounts.get(admin, account.id()));
        assertRefused(404, "not-found", null, () -> access.accounts.delete(admin, account.id()));
        assertRefused(404, "not-found", null, () -> access.members.list(admin, account.id(), PageRequest.first()));
        assertThat(access.as(user).permissions().grants())
                .noneMatch(grant -> account.id().equals(grant.accountId()));
        assertThat(access.invitations.get(admin, invitation.id()).status()).isEqualTo(InvitationStatus.REVOKED);
        assertThat(access.audited(tenant.id())).contains("account.delete");
    }

    @Test
    void listIsPagedAndFiltered() {
        Tenant paged = access.tenant("accounts-paged");
        CallContext context = access.as(access.administrator(paged));
        for (String identifier : List.of("aa", "bb", "cc")) {
            access.accounts.create(
                    context, new NewAccount(identifier, identifier, AccountType.CLIENT, null, null, null, null, null));
        }
        access.accounts.create(context, new NewAccount("dd", "dd", AccountType.VENDOR, null, null, null, null, null));

        Page<Account> first = access.accounts.list(context, AccountType.CLIENT, null, new PageRequest(2, null));
        Page<Account> second =
                access.accounts.list(context, AccountType.CLIENT, null, PageRequest.parse("2", first.nextCursor()));

        assertThat(first.items()).extracting(Account::identifier).containsExactly("cc", "bb");
        assertThat(second.items()).extracting(Account::identifier).containsExactly("aa");
        assertThat(access.accounts
                        .list(context, null, AccountStatus.SUSPENDED, PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(access.accounts
                        .listOfMember(context, context.caller().userId(), PageRequest.first())
                        .items())
                .hasSize(4);
    }

    @Test
    void memberIsChangedAndRemoved() {
        Account account = account("members");
        User user = access.user(tenant, "some-member", "User");

        AccountMember viewer = access.members.set(admin, account.id(), user.id(), AccountRole.VIEWER);
        AccountMember member = access.members.set(admin, account.id(), user.id(), AccountRole.MEMBER);
        assertThat(member)
                .returns(AccountRole.MEMBER, AccountMember::role)
                .returns(viewer.joinedAt(), AccountMember::joinedAt)
                .returns("some-member", AccountMember::displayName);

        assertThat(access.records(tenant.id())).last().satisfies(record -> {
            assertThat(record.action()).isEqualTo("account.member.set");
            assertThat(record.oldValues()).containsEntry("role", "viewer");
            assertThat(record.newValues())
                    .containsEntry("role", "member")
                    .containsEntry("userId", user.id().toString());
        });

        access.members.remove(admin, account.id(), user.id());
        assertRefused(404, "not-found", null, () -> access.members.remove(admin, account.id(), user.id()));
        assertThat(access.audited(tenant.id())).contains("account.member.remove");
    }

    @Test
    void memberGivesNoMoreThanItHasInTheAccount() {
        Account account = account("member-gives");
        User helper = access.user(tenant, "helper", "User");
        access.members.set(admin, account.id(), helper.id(), AccountRole.MEMBER);
        access.directGrants.add(admin, helper.id(), "account.member.write", Grant.Effect.GRANT, account.id(), null);
        User friend = access.user(tenant, "friend", "User");
        CallContext context = access.as(helper);

        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.members.set(context, account.id(), friend.id(), AccountRole.ADMIN));
        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.members.set(context, account.id(), helper.id(), AccountRole.ADMIN));
        assertThat(access.members
                        .set(context, account.id(), friend.id(), AccountRole.MEMBER)
                        .role())
                .isEqualTo(AccountRole.MEMBER);
    }

    @Test
    void unknownUsersAndAccountsAreNotFound() {
        Account account = account("unknown-user");

        assertRefused(
                404, "not-found", null, () -> access.members.set(admin, account.id(), Ids.next(), AccountRole.MEMBER));
        assertRefused(
                404,
                "not-found",
                null,
                () -> access.members.set(admin, Ids.next(), admin.caller().userId(), AccountRole.MEMBER));
    }

    private static Account account(String identifier) {
        return access.accounts.create(
                admin, new NewAccount(identifier, identifier, AccountType.AGENCY, null, null, null, null, null));
    }

    private static UnaryOperator<AccountDetails> identifier(String identifier) {
        return details -> copy(details, identifier, details.limits(), details.verified());
    }

    private static UnaryOperator<AccountDetails> verified(boolean verified) {
        return details -> copy(details, details.identifier(), details.limits(), verified);
    }

    private static UnaryOperator<AccountDetails> limits(Map<String, Long> limits) {
        return details -> copy(details, details.identifier(), limits, details.verified());
    }

    private static AccountDetails copy(
            AccountDetails details, String identifier, Map<String, Long> limits, boolean verified) {
        return new AccountDetails(
                identifier,
                details.name(),
                details.type(),
                details.status(),
                details.businessInfo(),
                details.features(),
                limits,
                details.billingInfo(),
                verified);
    }
}
