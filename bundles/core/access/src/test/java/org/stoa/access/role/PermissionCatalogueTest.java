package org.stoa.access.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.stoa.access.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.ShippedRole;
import org.stoa.data.cache.LocalCaches;
import org.stoa.testkit.MutableClock;

class PermissionCatalogueTest {

    private final MutableClock clock = MutableClock.at("2026-03-01T09:00:00Z");
    private final PermissionDefinitions definitions = new PermissionDefinitions(new LocalCaches(), clock);
    private final PermissionCatalogue catalogue = new PermissionCatalogue(definitions);

    private record Module(String id, List<PermissionDefinition> permissions) implements ModuleDefinition {

        @Override
        public String name() {
            return id;
        }

        @Override
        public String description() {
            return id;
        }
    }

    private static final Module SHOP = new Module(
            "shop",
            List.of(
                    PermissionDefinition.of("tenant.shop.read", "Read", ShippedRole.USER),
                    PermissionDefinition.of("account.shop-cart.write", "Write", ShippedRole.USER),
                    PermissionDefinition.of("platform.shop.admin", "Operate", ShippedRole.TENANT_ADMIN),
                    PermissionDefinition.of("tenant.shopping.read", "Another's", ShippedRole.USER)));

    @Test
    void moduleBringsAndTakesItsPermissions() {
        definitions.add("shop", () -> SHOP);
        assertThat(names(catalogue.of(ShippedRole.USER, false))).contains("tenant.shop.read");

        definitions.remove("shop");
        assertThat(names(catalogue.of(ShippedRole.USER, false))).doesNotContain("tenant.shop.read");
    }

    @Test
    void definitionThatIsNotThereYetIsAskedForAgain() {
        AtomicReference<ModuleDefinition> later = new AtomicReference<>();
        definitions.add("shop", later::get);
        assertThat(names(catalogue.all())).doesNotContain("tenant.shop.read");

        later.set(SHOP);
        clock.advance(Duration.ofSeconds(9));
        assertThat(names(catalogue.all())).doesNotContain("tenant.shop.read");
        clock.advance(Duration.ofSeconds(1));
        assertThat(names(catalogue.all())).contains("tenant.shop.read");
    }

    @Test
    void moduleCannotDefineWhatIsNotItsOwn() {
        definitions.add("shop", () -> SHOP);

        assertThat(names(catalogue.all())).contains("tenant.shop.read").doesNotContain("tenant.shopping.read");
    }

    @Test
    void tenantAdminHoldsEverythingButThePlatform() {
        definitions.add("shop", () -> SHOP);
        List<PermissionName> held = catalogue.of(ShippedRole.TENANT_ADMIN, false);

        assertThat(catalogue.grantable())
                .allMatch(definition -> held.stream().anyMatch(name -> name.covers(definition.name())));
        assertThat(catalogue.all())
                .filteredOn(name -> name.tier() == PermissionName.Tier.PLATFORM)
                .isNotEmpty()
                .noneMatch(platform -> held.stream().anyMatch(name -> name.covers(platform)));
    }

    @Test
    void accountOwnerHoldsTheTiersAccountAndUser() {
        List<PermissionName> held = catalogue.of(ShippedRole.ACCOUNT_OWNER, true);

        assertThat(held).allMatch(name -> name.tier() == PermissionName.Tier.ACCOUNT);
        assertThat(held).anyMatch(name -> name.covers(PermissionName.parse("account.member.write")));
        assertThat(held).anyMatch(name -> name.covers(PermissionName.parse("user.profile.write")));
        assertThat(held).noneMatch(name -> name.covers(PermissionName.parse("tenant.account.write")));
    }

    @Test
    void userReachesAccountsOnlyWhereItIsMember() {
        assertThat(names(catalogue.of(ShippedRole.USER, false)))
                .contains("user.profile.read", "tenant.tenant.read")
                .doesNotContain("account.account.read");
        assertThat(names(catalogue.of(ShippedRole.USER, true))).contains("account.account.read");
    }

    @Test
    void superAdminIsNoRoleOfATenant() {
        assertThatIllegalArgumentException().isThrownBy(() -> catalogue.of(ShippedRole.SUPER_ADMIN, false));
    }

    @Test
    void everyUnknownNameIsRefusedByName() {
        List<String> names = List.of("tenant.user.read", "tenant.nonsense.read", "platform.tenant.write", "'; DROP");

        ProblemException problem = assertRefused(
                400, "invalid-request", "permissions[1]", () -> catalogue.requireGrantable("permissions", names));

        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactly("permissions[1]", "permissions[2]", "permissions[3]");
        assertThat(problem.errors().get(0).message()).contains("tenant.nonsense.read");
    }

    private static List<String> names(List<PermissionName> names) {
        return names.stream().map(PermissionName::toString).toList();
    }
}
