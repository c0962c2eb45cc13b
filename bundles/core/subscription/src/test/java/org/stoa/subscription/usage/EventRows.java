package org.stoa.subscription.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.MemoryTenants;

/** Puts rows into the tables of usage events. */
public final class EventRows {

    static final EventRules RULES = new EventRules(Duration.ofHours(48), Duration.ofDays(35), Duration.ofMinutes(5));

    private EventRows() {}

    public static void add(Database database, CallContext context) {
        MemoryTenants tenants = new MemoryTenants();
        tenants.add(context.requireTenant(), "acme", MemoryTenants.company("Acme"), "Europe/Berlin", "EUR");
        ReportResult result = new UsageEvents(database, tenants, Stream::empty, RULES, Clock.systemUTC())
                .report(context, List.of(new UsageEvent("1", "test", "storage_gb", 1L, Instant.now(), null)));
        assertThat(result.counted()).isEqualTo(1);
    }
}
