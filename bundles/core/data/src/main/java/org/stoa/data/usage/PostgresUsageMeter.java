package org.stoa.data.usage;

import java.time.Instant;
import java.util.List;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;

/** Keeps the limits beside the counters, where the function that counts finds them. */
public final class PostgresUsageMeter implements UsageMeter {

    private final Database database;

    public PostgresUsageMeter(Database database) {
        this.database = database;
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
}
