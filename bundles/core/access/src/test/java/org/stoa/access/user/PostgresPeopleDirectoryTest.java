package org.stoa.access.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.account.AccountRole;
import org.stoa.access.account.AccountType;
import org.stoa.access.account.NewAccount;
import org.stoa.api.data.Ids;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.people.PeopleDirectory.Presence;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;

class PostgresPeopleDirectoryTest {

    private static AccessFixture access;
    private static PeopleDirectory people;
    private static Tenant tenant;
    private static CallContext admin;
    private static CallContext otherAdmin;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        people = new PostgresPeopleDirectory(access.database);
        tenant = access.tenant("people-one");
        admin = access.as(access.administrator(tenant));
        otherAdmin = access.as(access.administrator(access.tenant("people-other")));
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void findsWhatTheTenantHas() {
        UUID account = account(admin, "has");
        User user = access.user(tenant, "has", "User");

        assertThat(people.find(admin, account, user.id())).isEqualTo(new Presence(true, true));
        assertThat(people.find(admin, null, null)).isEqualTo(new Presence(true, true));
        assertThat(people.find(admin, user.id(), account)).isEqualTo(new Presence(false, false));
        assertThat(people.find(otherAdmin, account, user.id())).isEqualTo(new Presence(false, false));
        assertThat(people.find(admin, Ids.next(), null)).isEqualTo(new Presence(false, true));
        assertThat(people.find(admin, null, Ids.next())).isEqualTo(new Presence(true, false));
    }

    @Test
    void whatIsDeletedIsNotThere() {
        UUID account = account(admin, "gone");
        User user = access.user(tenant, "gone", "User");
        access.accounts.delete(admin, account);
        access.users.delete(admin, user.id());

        assertThat(people.find(admin, account, user.id())).isEqualTo(new Presence(false, false));
    }

    @Test
    void callersAndTheirAccountsAreThere() {
        UUID account = account(admin, "own");
        User user = access.user(tenant, "own", "User");
        access.members.set(admin, account, user.id(), AccountRole.VIEWER);

        assertThat(people.find(access.as(user), account, user.id())).isEqualTo(new Presence(true, true));
        access.accounts.delete(admin, account);
        assertThat(people.find(access.as(user), account, user.id())).isEqualTo(new Presence(false, true));
    }

    private static UUID account(CallContext context, String identifier) {
        return access.accounts
                .create(
                        context,
                        new NewAccount(
                                identifier,
                                identifier,
                                AccountType.CLIENT,
                                null,
                                Map.of(),
                                List.of(),
                                Map.of(),
                                Map.of()))
                .id();
    }
}
