package org.stoa.access.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.api.data.Page;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;

class TenantSettingsTest {

    private static AccessFixture access;
    private static Tenant tenant;
    private static CallContext context;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        tenant = access.tenant("settings-test");
        context = access.operator().withTenant(tenant.id());
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void anyJsonValueComesBackAsItWas() {
        Map<String, Object> value = Map.of(
                "text", "Grüße 👋", "list", List.of(1, true, "x"), "exact", new BigDecimal("0.10"), "object", Map.of());

        Setting stored = access.settings.put(context, "ui.welcome", value, null);

        assertThat(stored.version()).isEqualTo(1);
        assertThat(access.settings.get(context, "ui.welcome").value()).isEqualTo(value);
        assertThat(access.tenants.settings(access.operator(), tenant.id())).containsEntry("ui.welcome", value);
    }

    @Test
    void changesAndDeletionAreAudited() {
        Tenant other = access.tenant("settings-audit");
        CallContext within = access.operator().withTenant(other.id());

        access.settings.put(within, "color", "red", null);
        access.settings.put(within, "color", "blue", null);
        access.settings.delete(within, "color");

        assertThat(access.records(other.id()))
                .extracting(record -> record.action() + " " + record.resourceId())
                .containsExactly(
                        "tenant.create " + other.id(),
                        "tenant.setting.set color",
                        "tenant.setting.set color",
                        "tenant.setting.delete color");
        assertRefused(404, "not-found", null, () -> access.settings.get(within, "color"));
        assertRefused(404, "not-found", null, () -> access.settings.delete(within, "color"));
    }

    @Test
    void versionIsCheckedWhereItIsGiven() {
        access.settings.put(context, "versioned", 1, null);

        assertThat(access.settings.put(context, "versioned", 2, 1L).version()).isEqualTo(2);
        assertRefused(412, "precondition-failed", null, () -> access.settings.put(context, "versioned", 3, 1L));
        assertRefused(412, "precondition-failed", null, () -> access.settings.put(context, "not-there", 3, 1L));
    }

    @Test
    void badKeysAndHugeValuesAreRefused() {
        for (String key : List.of("", "A", "9a", "a b", "a/b", "a".repeat(101), "a'; DROP TABLE x")) {
            assertRefused(400, "invalid-request", "key", () -> access.settings.put(context, key, 1, null));
        }
        assertRefused(
                400,
                "invalid-request",
                "value",
                () -> access.settings.put(context, "huge", "x".repeat(64 * 1024), null));
        assertThat(access.settings
                        .put(context, "large", "x".repeat(64 * 1024 - 2), null)
                        .version())
                .isEqualTo(1);
    }

    @Test
    void listIsPagedByKey() {
        Tenant other = access.tenant("settings-pages");
        CallContext within = access.operator().withTenant(other.id());
        for (String key : List.of("b", "a", "c.x", "c-x", "cX")) {
            access.settings.put(within, key, key, null);
        }

        Page<Setting> first = access.settings.list(within, "3", null);
        Page<Setting> second = access.settings.list(within, "3", first.nextCursor());

        assertThat(first.items()).extracting(Setting::key).containsExactly("a", "b", "c-x");
        assertThat(second.items()).extracting(Setting::key).containsExactly("c.x", "cX");
        assertThat(second.nextCursor()).isNull();
        assertRefused(400, "invalid-request", "cursor", () -> access.settings.list(within, null, "%%%"));
    }
}
