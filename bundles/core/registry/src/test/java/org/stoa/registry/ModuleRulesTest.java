package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stoa.api.module.ModuleDefinition;

class ModuleRulesTest {

    @Test
    void wellFormedModuleKeepsAllRules() {
        TestModule module = TestModule.of("booking", "billing")
                .withPermissions("tenant.booking.read", "account.booking-slot.write")
                .requiring("company.legalName", "currency", "settings.booking.hours")
                .metering("bookings", "booking-slots");
        assertThat(violations(module, "org.stoa.booking")).isEmpty();
        assertThat(violations(module, "com.example.booking")).isEmpty();
        assertThat(violations(module, "booking")).isEmpty();
    }

    static Stream<Arguments> brokenRules() {
        TestModule booking = TestModule.of("booking");
        return Stream.of(
                arguments(TestModule.of("Booking"), "its id 'Booking' must be 1 to 40 lower-case letters"),
                arguments(TestModule.of(""), "its id '' must be 1 to 40"),
                arguments(TestModule.of("b\u0000"), "must be 1 to 40"),
                arguments(TestModule.of("9lives"), "begin with a letter"),
                arguments(TestModule.of("b".repeat(41)), "must be 1 to 40"),
                arguments(TestModule.of("billing"), "must equal the last segment of its bundle's symbolic name"),
                arguments(TestModule.of("booking", "booking"), "it requires itself"),
                arguments(TestModule.of("booking", "org.stoa.billing"), "which is not the id of a module"),
                arguments(booking.withPermissions("tenant.billing.read"), "must be about booking or booking-..."),
                arguments(booking.withPermissions("tenant.bookings.read"), "must be about booking or booking-..."),
                arguments(
                        booking.withPermissions("tenant.booking.read", "tenant.booking.read"),
                        "it defines the permission tenant.booking.read twice"),
                arguments(booking.requiring("company.nickname"), "'company.nickname', which does not exist"),
                arguments(booking.requiring("company.legalName.length"), "which does not exist"),
                arguments(booking.requiring("settings."), "which does not exist"),
                arguments(booking.metering("Bookings"), "must be lower-case words joined by hyphens"),
                arguments(booking.metering("bookings", "bookings"), "it names the metered resource bookings twice"));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void brokenRuleIsNamed(TestModule module, String message) {
        assertThat(violations(module, "org.stoa.booking"))
                .anySatisfy(violation -> assertThat(violation).contains(message));
    }

    @ParameterizedTest
    @MethodSource("reserved")
    void namesOfThePlatformAreReserved(String id) {
        assertThat(violations(TestModule.of(id), "com.example." + id))
                .containsExactly("its id '" + id + "' is reserved for the platform");
    }

    static Stream<String> reserved() {
        return Stream.of(
                "access",
                "data",
                "registry",
                "rest",
                "platform",
                "public",
                "extensions",
                "tenants",
                "me",
                "auth",
                "user");
    }

    @Test
    void everyBrokenRuleIsNamedAtOnce() {
        TestModule module = TestModule.of("booking", "booking")
                .withPermissions("tenant.other.read")
                .requiring("x");
        assertThat(violations(module, "org.stoa.booking")).hasSize(3);
    }

    @Test
    void definitionThatReturnsNullIsRefusedByName() {
        ModuleDefinition module = new ModuleDefinition() {
            @Override
            public String id() {
                return "booking";
            }

            @Override
            public String name() {
                return null;
            }

            @Override
            public String description() {
                return " ";
            }

            @Override
            public Set<String> requires() {
                return null;
            }

            @Override
            public List<org.stoa.api.module.PermissionDefinition> permissions() {
                return List.of();
            }
        };
        assertThatThrownBy(() -> ModuleRules.read(module, "1.0.0")).hasMessage("requires() returned null");
    }

    @Test
    void nameAndDescriptionAreNeeded() {
        ModuleDefinition module = new ModuleDefinition() {
            @Override
            public String id() {
                return "booking";
            }

            @Override
            public String name() {
                return null;
            }

            @Override
            public String description() {
                return " ";
            }

            @Override
            public List<org.stoa.api.module.PermissionDefinition> permissions() {
                return List.of();
            }
        };
        assertThat(ModuleRules.violations(ModuleRules.read(module, "1.0.0"), "org.stoa.booking"))
                .containsExactly(
                        "its name must have 1 to 100 characters", "its description must have 1 to 500 characters");
    }

    private static List<String> violations(ModuleDefinition module, String symbolicName) {
        return ModuleRules.violations(ModuleRules.read(module, "1.0.0"), symbolicName);
    }
}
