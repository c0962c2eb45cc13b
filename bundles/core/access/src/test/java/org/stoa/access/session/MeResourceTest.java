package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.identity.Identity;
import org.stoa.access.session.MeResource.Entry;
import org.stoa.access.session.MeResource.Me;
import org.stoa.access.user.Membership;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.tenant.Tenant;

class MeResourceTest {

    private static SignInFixture signIn;
    private static MeResource resource;
    private static Tenant tenant;
    private static Tenant other;
    private static User user;

    @BeforeAll
    static void start() {
        signIn = new SignInFixture();
        resource = new MeResource(signIn.platform, signIn.memberships, signIn.clock);
        tenant = signIn.access.tenant("present");
        other = signIn.access.tenant("elsewhere");
        user = signIn.user(tenant, "person@example.org", "User");
        signIn.join(other, user.email(), "User");
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @Test
    void personSeesWhoItIsWhereAndWhatItMay() {
        CallContext admin = signIn.access.as(signIn.access.administrator(tenant));
        signIn.access.directGrants.add(admin, user.id(), "tenant.user.read", Grant.Effect.DENY, null, null);

        Me me = resource.showMe(signIn.call(signIn.login(user)));

        assertThat(me.identity().email()).isEqualTo(user.email());
        assertThat(me.identity().superAdmin()).isFalse();
        assertThat(me.identity().totpEnabled()).isFalse();
        assertThat(me.user().id()).isEqualTo(user.id());
        assertThat(me.user().displayName()).isEqualTo(user.displayName());
        assertThat(me.tenant().identifier()).isEqualTo("present");
        assertThat(me.memberships()).extracting(Membership::tenantIdentifier).containsExactly("present", "elsewhere");
        assertThat(me.permissions().superAdmin()).isFalse();
        assertThat(me.permissions().granted())
                .extracting(Entry::permission)
                .contains("user.self.read", "user.self.write", "tenant.billing.read")
                .doesNotContain("tenant.user.read");
        assertThat(me.permissions().denied()).extracting(Entry::permission).containsExactly("tenant.user.read");
    }

    @Test
    void superAdministratorMayBeNowhere() {
        Identity admin = signIn.superAdmin("admin@example.org");

        Me me = resource.showMe(signIn.call(signIn.login(admin.email(), SignInFixture.PASSWORD)));

        assertThat(me.user()).isNull();
        assertThat(me.tenant()).isNull();
        assertThat(me.memberships()).isEmpty();
        assertThat(me.permissions().superAdmin()).isTrue();
    }
}
