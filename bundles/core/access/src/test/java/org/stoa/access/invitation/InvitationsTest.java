package org.stoa.access.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.account.Account;
import org.stoa.access.account.AccountMember;
import org.stoa.access.account.AccountRole;
import org.stoa.access.account.AccountType;
import org.stoa.access.account.NewAccount;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.user.NewUser;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;
import org.stoa.testkit.SqlMapper;

class InvitationsTest {

    private static AccessFixture access;
    private static Tenant tenant;
    private static CallContext admin;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        tenant = access.tenant("invitations-test");
        admin = access.as(access.administrator(tenant));
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void newPersonSetsAPasswordAndBecomesAUser() {
        Invitation invitation = invite("New@Person.example.org", "Content Moderator", null);
        assertThat(invitation)
                .returns("new@person.example.org", Invitation::email)
                .returns(InvitationStatus.OPEN, Invitation::status)
                .returns(access.clock.instant().plus(Duration.ofDays(7)), Invitation::expiresAt);

        Acceptance accepted = accept(invitation, AccessFixture.PASSWORD, "New Person");

        assertThat(accepted)
                .returns(tenant.id(), Acceptance::tenantId)
                .returns("invitations-test", Acceptance::tenantIdentifier);
        User user = access.users.get(admin, accepted.userId());
        assertThat(user)
                .returns("New Person", User::displayName)
                .returns(List.of("Content Moderator", "User"), User::roles);
        assertThat(access.identity(user.identityId()).emailVerifiedAt()).isNotNull();
        assertThat(access.hasPassword(user.identityId())).isTrue();
        assertThat(access.invitations.get(admin, invitation.id()))
                .returns(InvitationStatus.ACCEPTED, Invitation::status)
                .returns(user.id(), Invitation::acceptedBy);
        assertThat(access.audited(tenant.id())).contains("invitation.create", "invitation.accept");
    }

    @Test
    void tokenIsInTheMailOnly() {
        Invitation invitation = invite("secret@example.org", "User", null);
        String token = access.invitationToken(invitation.id());

        assertThat(access.deliverMails())
                .filteredOn(mail -> mail.to().equals("secret@example.org"))
                .singleElement()
                .extracting(MailRequested::values)
                .asString()
                .contains("invitations-test Ltd", "admin@invitations-test.example.org")
                .doesNotContain(token);
        List<String> rows = access.platform.read(
                access.operator(), SqlMapper.class, sql -> sql.texts("SELECT i::text FROM access.invitation i"));
        assertThat(rows).anyMatch(row -> row.contains("secret@example.org")).noneMatch(row -> row.contains(token));
        assertThat(access.records(tenant.id()).toString()).doesNotContain(token);
    }

    @Test
    void knownPersonSignsWithItsPassword() {
        Tenant elsewhere = access.tenant("invitations-home");
        User known = access.users.create(
                access.operator().withTenant(elsewhere.id()),
                new NewUser("known@example.org", null, "Known", AccessFixture.PASSWORD, null));
        Invitation invitation = invite("known@example.org", "User", null);

        assertRefused(401, "invalid-credentials", null, () -> accept(invitation, "not the password", null));
        Acceptance accepted = accept(invitation, AccessFixture.PASSWORD, null);

        assertThat(access.users.get(admin, accepted.userId()))
                .returns(known.identityId(), User::identityId)
                .returns("known", User::displayName);
    }

    @Test
    void personWhoNeverSetAPasswordSetsItNow() {
        Tenant elsewhere = access.tenant("invitations-unset");
        User unset = access.user(elsewhere, "unset", "User");
        Invitation invitation = invite(unset.email(), "User", null);

        accept(invitation, AccessFixture.PASSWORD, null);

        assertThat(access.hasPassword(unset.identityId())).isTrue();
        assertThat(access.identity(unset.identityId()).emailVerifiedAt()).isNotNull();
    }

    @Test
    void wrongPasswordsAreCounted() {
        Tenant elsewhere = access.tenant("invitations-guessed");
        access.users.create(
                access.operator().withTenant(elsewhere.id()),
                new NewUser("guessed@example.org", null, "Guessed", AccessFixture.PASSWORD, null));
        Invitation invitation = invite("guessed@example.org", "User", null);

        for (int i = 0; i < 5; i++) {
            assertRefused(401, "invalid-credentials", null, () -> accept(invitation, "guess guess guess", null));
        }

        assertRefused(429, "too-many-attempts", null, () -> accept(invitation, AccessFixture.PASSWORD, null));
        access.clock.advance(Duration.ofHours(1));
        accept(invitation, AccessFixture.PASSWORD, null);
    }

    @Test
    void acceptingTwiceSaysTheSameToWhoKnowsThePassword() {
        Invitation invitation = invite("again@example.org", "User", null);
        Acceptance first = accept(invitation, AccessFixture.PASSWORD, "Again");

        assertThat(accept(invitation, AccessFixture.PASSWORD, "Again")).isEqualTo(first);
        assertRefused(401, "invalid-credentials", null, () -> accept(invitation, "somebody else's", null));
        assertThat(access.users
                        .list(admin, null, "again@example.org", PageRequest.first())
                        .items())
                .hasSize(1);
    }

    @Test
    void acceptingAtOnceMakesOneUser() throws Exception {
        Invitation invitation = invite("race@example.org", "User", null);
        String token = access.invitationToken(invitation.id());
        NewAcceptance acceptance = new NewAcceptance(token, AccessFixture.PASSWORD, "Race");

        refusedAtOnce(
                () -> access.acceptance.accept(access.anybody(), acceptance),
                () -> access.acceptance.accept(access.anybody(), acceptance),
                () -> access.acceptance.accept(access.anybody(), acceptance));

        assertThat(access.users
                        .list(admin, null, "race@example.org", PageRequest.first())
                        .items())
                .singleElement()
                .returns(List.of("User"), User::roles);
    }

    @Test
    void expiredRevokedAndUnknownInvitationsAreRefused() {
        Invitation expiring = access.invitations.create(admin, new NewInvitation("late@example.org", "User", null, 1));
        access.invitationToken(expiring.id());
        access.clock.advance(Duration.ofDays(1));
        assertRefused(410, "invitation-expired", null, () -> accept(expiring, AccessFixture.PASSWORD, null));
        assertThat(access.invitations.get(admin, expiring.id()).status()).isEqualTo(InvitationStatus.EXPIRED);

        Invitation revoked = invite("revoked@example.org", "User", null);
        access.invitationToken(revoked.id());
        access.invitations.revoke(admin, revoked.id());
        assertRefused(410, "invitation-revoked", null, () -> accept(revoked, AccessFixture.PASSWORD, null));

        Invitation forged = invite("forged@example.org", "User", null);
        String token = access.invitationToken(forged.id());
        char last = token.charAt(token.length() - 1);
        String other = token.substring(0, token.length() - 1) + (last == 'A' ? 'E' : 'A');
        for (String wrong : List.of(other, "", "x", "é".repeat(65), "A".repeat(65), token + "A")) {
            assertRefused(
                    404,
                    "invitation-invalid",
                    null,
                    () -> access.acceptance.accept(
                            access.anybody(), new NewAcceptance(wrong, AccessFixture.PASSWORD, null)));
        }
    }

    @Test
    void acceptedInvitationCannotBeRevoked() {
        Invitation invitation = invite("done@example.org", "User", null);
        accept(invitation, AccessFixture.PASSWORD, null);

        assertRefused(410, "invitation-accepted", null, () -> access.invitations.revoke(admin, invitation.id()));
        assertRefused(404, "not-found", null, () -> access.invitations.revoke(admin, Ids.next()));
    }

    @Test
    void newInvitationReplacesTheOpenOne() {
        Invitation first = invite("twice@example.org", "User", null);
        String firstToken = access.invitationToken(first.id());

        Invitation second = invite("twice@example.org", "Content Moderator", null);

        assertThat(access.invitations.get(admin, first.id()).status()).isEqualTo(InvitationStatus.REVOKED);
        assertRefused(
                410,
                "invitation-revoked",
                null,
                () -> access.acceptance.accept(
                        access.anybody(), new NewAcceptance(firstToken, AccessFixture.PASSWORD, null)));
        accept(second, AccessFixture.PASSWORD, null);
    }

    @Test
    void userOfTheTenantIsNotInvited() {
        User user = access.user(tenant, "already", "User");

        assertRefused(409, "conflict", "email", () -> invite(user.email(), "User", null));
    }

    @Test
    void invitationIntoAnAccountMakesAMember() {
        Account account = account("invited");
        Invitation owner = invite("owner@example.org", "Account Owner", account.id());
        Invitation plain = invite("plain@example.org", "User", account.id());

        User ownerUser = access.users.get(
                admin, accept(owner, AccessFixture.PASSWORD, null).userId());
        User plainUser = access.users.get(
                admin, accept(plain, AccessFixture.PASSWORD, null).userId());

        assertThat(access.members.list(admin, account.id(), PageRequest.first()).items())
                .filteredOn(member -> !member.userId().equals(admin.caller().userId()))
                .extracting(AccountMember::userId, AccountMember::role, AccountMember::invitedBy)
                .containsExactlyInAnyOrder(
                        tuple(ownerUser.id(), AccountRole.ADMIN, admin.caller().userId()),
                        tuple(plainUser.id(), AccountRole.MEMBER, admin.caller().userId()));
        assertThat(access.as(ownerUser).allows("account.member.write", account.id()))
                .isTrue();
        assertThat(access.as(plainUser).allows("account.account.read", account.id()))
                .isTrue();
        assertThat(access.as(plainUser).allows("account.account.write", account.id()))
                .isFalse();
        assertThat(access.as(ownerUser).allows("user.profile.read", null)).isTrue();
        assertThat(access.as(ownerUser).allows("account.member.write", null)).isFalse();
    }

    @Test
    void secondInvitationAddsToTheUserOfTheFirst() {
        Account account = account("second-invitation");
        Invitation first = invite("both@example.org", "User", null);
        Invitation second = invite("both@example.org", "User", account.id());

        Acceptance one = accept(first, AccessFixture.PASSWORD, null);
        Acceptance two = accept(second, AccessFixture.PASSWORD, null);

        assertThat(two.userId()).isEqualTo(one.userId());
        assertThat(access.accounts
                        .listOfMember(admin, one.userId(), PageRequest.first())
                        .items())
                .extracting(Account::id)
                .containsExactly(account.id());
    }

    @Test
    void nobodyInvitesToMoreThanTheyHold() {
        User inviter = access.user(tenant, "inviter", "User");
        access.directGrants.add(admin, inviter.id(), "tenant.invitation.write", Grant.Effect.GRANT, null, null);
        CallContext context = access.as(inviter);

        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.invitations.create(
                        context, new NewInvitation("puppet@example.org", "Tenant Admin", null, null)));
        assertThat(access.invitations
                        .create(context, new NewInvitation("peer@example.org", "User", null, null))
                        .role())
                .isEqualTo("User");
    }

    @Test
    void badInvitationsAreRefused() {
        assertRefused(400, "invalid-request", "email", () -> invite("nonsense", "User", null));
        assertRefused(400, "invalid-request", "role", () -> invite("a@example.org", "Emperor", null));
        assertRefused(400, "invalid-request", "accountId", () -> invite("a@example.org", "Account Owner", null));
        assertRefused(400, "invalid-request", "accountId", () -> invite("a@example.org", "User", Ids.next()));
        assertRefused(
                400,
                "invalid-request",
                "expiresInDays",
                () -> access.invitations.create(admin, new NewInvitation("a@example.org", "User", null, 31)));
        Invitation weak = invite("weak@example.org", "User", null);
        assertRefused(400, "invalid-request", "password", () -> accept(weak, "short", null));
    }

    @Test
    void suspendedTenantTakesNobodyIn() {
        Tenant closed = access.tenant("invitations-closed");
        CallContext context = access.operator().withTenant(closed.id());
        Invitation invitation =
                access.invitations.create(context, new NewInvitation("locked@example.org", "User", null, null));
        String token = access.invitationToken(invitation.id());
        access.tenants.changeStatus(access.operator(), closed.id(), TenantStatus.SUSPENDED);

        assertRefused(
                403,
                "tenant-suspended",
                null,
                () -> access.acceptance.accept(
                        access.anybody(), new NewAcceptance(token, AccessFixture.PASSWORD, null)));
    }

    private static Invitation invite(String email, String role, UUID accountId) {
        return access.invitations.create(admin, new NewInvitation(email, role, accountId, null));
    }

    private static Acceptance accept(Invitation invitation, String password, String displayName) {
        String token = access.invitationToken(invitation.id());
        return access.acceptance.accept(access.anybody(), new NewAcceptance(token, password, displayName));
    }

    private static Account account(String identifier) {
        return access.accounts.create(
                admin, new NewAccount(identifier, identifier, AccountType.AGENCY, null, null, null, null, null));
    }
}
