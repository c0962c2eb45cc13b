package org.stoa.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"tenant.booking.read", "platform.api-key.admin", "user.self.write", "account.b2b.delete"})
    void nameSurvivesParsing(String name) {
        assertThat(PermissionName.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tenant",
                "tenant.booking",
                "tenant.booking.list",
                "Tenant.booking.read",
                "tenant..read",
                "tenant.booking.read ",
                "tenant.book ing.read",
                "tenant.*.read",
                "tenant.-a.read",
                "tenant.a--b.read",
                "tenant.booking.read\n",
                "world.booking.read",
                "tenant.büro.read"
            })
    void anythingElseIsRefusedWithTheForm(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermissionName.parse(name))
                .withMessageContaining("tier.resource.action");
    }

    @Test
    void hugeNameIsRefusedWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermissionName.parse("tenant." + "a".repeat(100_000) + ".read"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }
}
