package org.stoa.metadata.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.PlatformRows;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;

class TenantDefaultsTest {

    private final MemoryTenants tenants = new MemoryTenants();
    private final TenantDefaults defaults = new TenantDefaults(tenants, MutableClock.at("2026-12-31T11:00:00Z"));
    private final CallContext context = CallContext.system(Ids.next(), "test");

    @Test
    void theDayIsThatOfTheTenant() {
        isIn("Pacific/Auckland");
        assertThat(defaults.today(context)).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void tenantsAreNotAskedForOnEveryCall() {
        isIn("Pacific/Auckland");
        assertThat(defaults.language(context)).isEqualTo("en");
        isIn("Europe/Berlin");
        assertThat(defaults.today(context)).as("as it was a moment ago").isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void thePlatformIsInUtc() {
        assertThat(defaults.today(PlatformRows.of(context))).isEqualTo(LocalDate.of(2026, 12, 31));
    }

    private void isIn(String zone) {
        tenants.add(context.requireTenant(), "t", MemoryTenants.company("T"), zone, "EUR");
    }
}
