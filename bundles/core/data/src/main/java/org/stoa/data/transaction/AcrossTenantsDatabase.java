package org.stoa.data.transaction;

import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.data.connection.RolePool;

/** One core bundle's tables, under the platform's role. */
public final class AcrossTenantsDatabase implements PlatformDatabase {

    private final UnitsOfWork units;
    private final Supplier<RolePool> pool;
    private final TenantPurge purge;
    private final Runnable ready;

    /**
     * @param pool connections of the platform's role for this bundle
     * @param ready throws unless the schema of the bundle is up to date and in order
     */
    public AcrossTenantsDatabase(UnitsOfWork units, Supplier<RolePool> pool, TenantPurge purge, Runnable ready) {
        this.units = units;
        this.pool = pool;
        this.purge = purge;
        this.ready = ready;
    }

    @Override
    public <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work) {
        ready.run();
        return units.read(pool.get(), context, mapper, work);
    }

    @Override
    public <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work) {
        ready.run();
        return units.write(pool.get(), context, mapper, work);
    }

    @Override
    public Map<String, Long> purge(CallContext context, String schema, UUID tenantId) {
        return purge.purge(context, schema, tenantId);
    }
}
