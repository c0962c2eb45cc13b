package org.stoa.access.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant.Effect;
import org.stoa.api.tenant.Tenant;

class DirectGrantsTest {

    private static AccessFixture access;
    private static Tenant tenant;
    private static CallContext admin;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        tenant = access.tenant("grants-test");
        admin = access.as(access.administrator(tenant));
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void grantGivesAndDenialTakes() {
        User user = access.user(tenant, "granted", "User");

        access.directGrants.add(admin, user.id(), "tenant.billing.write", Effect.GRANT, null, null);
        assertThat(access.as(user).allows("tenant.billing.write", null)).isTrue();

        DirectGrant denial = access.directGrants.add(admin, user.id(), "tenant.billing.write", Effect.DENY, null, null);
        assertThat(access.as(user).allows("tenant.billing.write", null)).isFalse();

        access.directGrants.revoke(admin, user.id(), denial.id());
        assertThat(access.as(user).allows("tenant.billing.write", null)).isTrue();
        assertThat(access.audited(tenant.id())).contains("permission.grant", "permission.deny", "permission.revoke");
    }

    @Test
    void sameGrantTwiceIsAConflictUntilTheFirstHasExpired() {
        User user = access.user(tenant, "twice", "User");
        access.directGrants.add(
                admin,
                user.id(),
                "tenant.user.read",
                Effect.GRANT,
                null,
                access.clock.instant().plusSeconds(60));

        assertRefused(
                409,
                "conflict",
                "permission",
                () -> access.directGrants.add(admin, user.id(), "tenant.user.read", Effect.GRANT, null, null));

        access.clock.advance(Duration.ofMinutes(2));
        assertThat(access.as(user).allows("tenant.user.read", null)).isFalse();
        access.directGrants.add(admin, user.id(), "tenant.user.read", Effect.GRANT, null, null);
        assertThat(access.directGrants
                        .list(admin, user.id(), PageRequest.first())
                        .items())
                .hasSize(1);
    }

    @Test
    void unknownAndPlatformPermissionsAreRefusedByName() {
        User user = access.user(tenant, "unknown", "User");

        for (String name : List.of("tenant.nothing.read", "nonsense", "platform.tenant.read", "tenant.user.*", "")) {
            for (Effect effect : Effect.values()) {
                assertRefused(
                        400,
                        "invalid-request",
                        "permission",
                        () -> access.directGrants.add(admin, user.id(), name, effect, null, null));
            }
        }
    }

    @Test
    void nobodyGrantsWhatTheyDoNotHold() {
        CallContext granter = granter("granter");
        User user = access.user(tenant, "eager", "User");

        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.directGrants.add(granter, user.id(), "tenant.billing.write", Effect.GRANT, null, null));
        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.directGrants.add(
                        granter, granter.caller().userId(), "tenant.user.delete", Effect.GRANT, null, null));
    }

    @Test
    void nobodyLiftsTheDenialOfWhatTheyDoNotHold() {
        CallContext granter = granter("lifter");
        DirectGrant denial =
                access.directGrants.add(admin, granter.caller().userId(), "tenant.user.read", Effect.DENY, null, null);
        User lifter = access.users.get(admin, granter.caller().userId());

        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.directGrants.revoke(access.as(lifter), lifter.id(), denial.id()));
        assertThat(access.as(lifter).allows("tenant.user.read", null)).isFalse();
    }

    @Test
    void lastAdministratorCannotBeDeniedTheTenant() {
        Tenant lonely = access.tenant("denied-lonely");
        User only = access.user(lonely, "only", "Tenant Admin");
        CallContext context = access.as(only);

        assertRefused(
                409,
                "last-administrator",
                null,
                () -> access.directGrants.add(context, only.id(), "tenant.grant.write", Effect.DENY, null, null));
        access.directGrants.add(context, only.id(), "user.profile.write", Effect.DENY, null, null);
    }

    @Test
    void administratorsCannotDenyOneAnotherAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            Tenant contested = access.tenant("denied-contested-" + round);
            User one = access.user(contested, "one", "Tenant Admin");
            User other = access.user(contested, "other", "Tenant Admin");

            List<String> refusals = refusedAtOnce(
                    () -> access.directGrants.add(
                            access.as(other), one.id(), "tenant.grant.write", Effect.DENY, null, null),
                    () -> access.directGrants.add(
                            access.as(one), other.id(), "tenant.user.write", Effect.DENY, null, null));

            assertThat(refusals).containsExactly("last-administrator");
        }
    }

    @Test
    void unknownUserAccountAndGrantAreRefused() {
        User user = access.user(tenant, "known", "User");

        assertRefused(
                404,
                "not-found",
                null,
                () -> access.directGrants.add(admin, Ids.next(), "tenant.user.read", Effect.GRANT, null, null));
        assertRefused(
                400,
                "invalid-request",
                "accountId",
                () -> access.directGrants.add(admin, user.id(), "tenant.user.read", Effect.GRANT, Ids.next(), null));
        assertRefused(404, "not-found", null, () -> access.directGrants.revoke(admin, user.id(), Ids.next()));
        assertRefused(404, "not-found", null, () -> access.directGrants.list(admin, Ids.next(), PageRequest.first()));
    }

    private static CallContext granter(String name) {
        User user = access.user(tenant, name, "User");
        access.directGrants.add(admin, user.id(), "tenant.grant.write", Effect.GRANT, null, null);
        access.directGrants.add(admin, user.id(), "tenant.user.read", Effect.GRANT, null, null);
        return access.as(user);
    }
}
