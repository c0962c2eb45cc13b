package org.stoa.access.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.invitation.Invitation;
import org.stoa.access.invitation.NewInvitation;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.ShippedRole;
import org.stoa.api.tenant.Tenant;

class TenantRolesTest {

    private static AccessFixture access;
    private static Tenant tenant;
    private static CallContext admin;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        tenant = access.tenant("roles-test");
        admin = access.as(access.administrator(tenant));
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void everyTenantHasTheShippedRoles() {
        Page<Role> roles = access.roles.list(admin, PageRequest.first());

        assertThat(roles.items())
                .filteredOn(role -> role.type() == RoleType.SYSTEM)
                .extracting(Role::name)
                .containsExactly("User", "Account Owner", "Content Moderator", "Tenant Admin", "Super Admin");
        assertThat(access.roles.get(admin, ShippedRoles.id(ShippedRole.USER)).permissions())
                .contains("user.profile.write", "account.account.read", "tenant.billing.read");
    }

    @Test
    void shippedRolesComeAfterTheOwnOnesOnTheLastPage() {
        Tenant paged = access.tenant("roles-paged");
        CallContext context = access.as(access.administrator(paged));
        access.roles.create(context, details("First", "tenant.user.read"));
        access.roles.create(context, details("Second", "tenant.user.read"));

        Page<Role> first = access.roles.list(context, new PageRequest(3, null));
        Page<Role> second = access.roles.list(context, PageRequest.parse("3", first.nextCursor()));
        Page<Role> third = access.roles.list(context, PageRequest.parse("3", second.nextCursor()));

        assertThat(first.items()).extracting(Role::name).containsExactly("Second", "First", "User");
        assertThat(second.items())
                .extracting(Role::name)
                .containsExactly("Account Owner", "Content Moderator", "Tenant Admin");
        assertThat(third.items()).extracting(Role::name).containsExactly("Super Admin");
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void ownRoleIsCreatedChangedAndDeleted() {
        Role role = access.roles.create(admin, details("Accountant", "tenant.billing.read", "tenant.billing.write"));
        assertThat(role.type()).isEqualTo(RoleType.CUSTOM);

        Role changed = access.roles.update(
                admin,
                role.id(),
                role.version(),
                present ->
                        new RoleDetails("Bookkeeper", "Keeps books", present.level(), List.of("tenant.billing.read")));
        assertThat(changed)
                .returns("Bookkeeper", Role::name)
                .returns(List.of("tenant.billing.read"), Role::permissions)
                .returns(2L, Role::version);

        access.roles.delete(admin, role.id());
        assertRefused(404, "not-found", null, () -> access.roles.get(admin, role.id()));
        assertThat(access.audited(tenant.id())).contains("role.create", "role.update", "role.delete");
    }

    @Test
    void roleThatThePlatformMakesIsOfTypeTenant() {
        Role role =
                access.roles.create(CallContext.system(tenant.id(), "preset"), details("Preset", "tenant.user.read"));

        assertThat(role.type()).isEqualTo(RoleType.TENANT);
    }

    @Test
    void shippedRolesCannotBeChangedOrImitated() {
        for (ShippedRole shipped : ShippedRole.values()) {
            assertRefused(
                    409,
                    "role-immutable",
                    null,
                    () -> access.roles.update(admin, ShippedRoles.id(shipped), 1, present -> present));
            assertRefused(409, "role-immutable", null, () -> access.roles.delete(admin, ShippedRoles.id(shipped)));
            assertRefused(
                    409,
                    "conflict",
                    "name",
                    () -> access.roles.create(
                            admin, details(shipped.title().toUpperCase(Locale.ROOT), "tenant.user.read")));
        }
    }

    @Test
    void nameIsUniqueInTheTenantOnly() {
        access.roles.create(admin, details("Unique", "tenant.user.read"));
        CallContext elsewhere = access.as(access.administrator(access.tenant("roles-elsewhere")));

        assertRefused(409, "conflict", "name", () -> access.roles.create(admin, details("UNIQUE", "tenant.user.read")));
        assertThat(access.roles
                        .create(elsewhere, details("Unique", "tenant.user.read"))
                        .name())
                .isEqualTo("Unique");
    }

    @Test
    void nobodyPutsIntoARoleWhatTheyDoNotHold() {
        Role manager = access.roles.create(
                admin, details("Manager", "tenant.role.read", "tenant.role.write", "tenant.user.read"));
        User user = access.user(tenant, "manager", "Manager");
        CallContext context = access.as(user);

        assertThat(access.roles
                        .create(context, details("Reader", "tenant.user.read"))
                        .permissions())
                .containsExactly("tenant.user.read");
        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.roles.create(context, details("Writer", "tenant.user.write")));
        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> access.roles.update(
                        context,
                        manager.id(),
                        manager.version(),
                        present -> details("Manager", "tenant.role.write", "tenant.billing.write")));
    }

    @Test
    void presentPermissionsOfAModuleThatHasGoneMayStay() {
        Role role = access.roles.create(admin, details("Keeper", "tenant.billing.read"));
        PermissionCatalogue without = new PermissionCatalogue(new PermissionDefinitions(access.caches, access.clock));
        TenantRoles later = new TenantRoles(access.database, without, access.clock);

        Role renamed = later.update(
                admin,
                role.id(),
                role.version(),
                present -> new RoleDetails("Keeper 2", null, present.level(), present.permissions()));

        assertThat(renamed.permissions()).containsExactly("tenant.billing.read");
        assertRefused(
                400,
                "invalid-request",
                "permissions[0]",
                () -> later.create(admin, details("Keeper 3", "tenant.billing.read")));
    }

    @Test
    void permissionsMustFitTheLevel() {
        assertRefused(
                400,
                "invalid-request",
                "permissions[1]",
                () -> access.roles.create(
                        admin,
                        new RoleDetails(
                                "Account role",
                                null,
                                ShippedRole.Level.ACCOUNT,
                                List.of("account.member.read", "tenant.user.read"))));
        assertRefused(
                400,
                "invalid-request",
                "level",
                () -> access.roles.create(
                        admin, new RoleDetails("Platform role", null, ShippedRole.Level.PLATFORM, List.of())));
        assertRefused(
                400,
                "invalid-request",
                "permissions[0]",
                () -> access.roles.create(admin, details("Operator", "platform.tenant.write")));
    }

    @Test
    void roleInUseIsNotDeleted() {
        Role held = access.roles.create(admin, details("Held", "tenant.user.read"));
        access.user(tenant, "holder", "Held");
        Role offered = access.roles.create(admin, details("Offered", "tenant.user.read"));
        Invitation invitation =
                access.invitations.create(admin, new NewInvitation("offered@example.org", "Offered", null, null));

        assertRefused(409, "role-in-use", null, () -> access.roles.delete(admin, held.id()));
        assertRefused(409, "role-in-use", null, () -> access.roles.delete(admin, offered.id()));

        access.invitations.revoke(admin, invitation.id());
        access.roles.delete(admin, offered.id());
        assertThat(access.invitations.get(admin, invitation.id()))
                .returns("Offered", Invitation::role)
                .returns(null, Invitation::roleId);
    }

    @Test
    void roleThatWasHeldForATimeOnlyIsFreeAfterwards() {
        AccessFixture own = access;
        Role role = own.roles.create(admin, details("Temporary", "tenant.user.read"));
        User user = own.user(tenant, "temporary", "User");
        own.assignments.assign(
                admin, user.id(), "Temporary", null, own.clock.instant().plus(Duration.ofHours(1)));
        assertRefused(409, "role-in-use", null, () -> own.roles.delete(admin, role.id()));

        own.clock.advance(Duration.ofHours(2));

        own.roles.delete(admin, role.id());
        assertRefused(404, "not-found", null, () -> own.roles.get(admin, role.id()));
    }

    @Test
    void oldVersionIsRefused() {
        Role role = access.roles.create(admin, details("Versioned", "tenant.user.read"));
        access.roles.update(admin, role.id(), 1, present -> present);

        assertRefused(
                412, "precondition-failed", null, () -> access.roles.update(admin, role.id(), 1, present -> present));
        assertRefused(404, "not-found", null, () -> access.roles.update(admin, Ids.next(), 1, present -> present));
    }

    static RoleDetails details(String name, String... permissions) {
        return new RoleDetails(name, null, ShippedRole.Level.TENANT, List.of(permissions));
    }
}
