package org.stoa.data.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Allowance;
import org.stoa.api.usage.DailyUsage;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;

/** Keeps the limits beside the counters, where the function that counts finds them. */
public final class PostgresUsageMeter implements UsageMeter {

    private final Database database;
    private final PlatformDatabase platform;

    public PostgresUsageMeter(Database database, PlatformDatabase platform) {
        this.database = database;
        this.platform = platform;
    }

    @Override
    public void setLimits(CallContext context, List<UsageLimit> limits) {
        database.write(context, UsageMapper.class, (mapper, transaction) -> {
            mapper.deleteLimits(
                    context.requireTenant(),
                    limits.stream().map(UsageLimit::resource).toList());
            limits.forEach(limit ->
                    mapper.putLimit(context.requireTenant(), limit, limit.zone().getId()));
            String tenant = context.requireTenant().toString();
            transaction.audit(new AuditEntry("limit.set", "data.usage_limit", tenant, null, limits));
            return null;
        });
    }

    @Override
    public List<Usage> used(CallContext context, Instant now) {
        return database.read(context, UsageMapper.class, mapper -> mapper.used(context.requireTenant(), now));
    }

    @Override
    public long used(CallContext context, String resource, LocalDate from, LocalDate to) {
        return database.read(
                context, UsageMapper.class, mapper -> mapper.usedBetween(context.requireTenant(), resource, from, to));
    }

    @Override
    public List<DailyUsage> daily(CallContext context, String resource, LocalDate from, LocalDate to) {
        return database.read(
                context, UsageMapper.class, mapper -> mapper.daily(context.requireTenant(), resource, from, to));
    }

    @Override
    public List<Allowance> count(UUID source, long number, String resource, Map<UUID, Long> units, Instant now) {
        List<UUID> tenants = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        units.forEach((tenant, count) -> {
            tenants.add(tenant);
            counts.add(count.toString());
        });
        // a function that writes: a read would be refused
        return platform.write(
                CallContext.system(null, "usage"),
                UsageMapper.class,
                (mapper, transaction) -> mapper.count(source, number, resource, tenants, counts, now));
    }
}
