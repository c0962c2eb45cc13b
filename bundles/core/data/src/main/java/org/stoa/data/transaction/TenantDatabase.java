package org.stoa.data.transaction;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.data.connection.RolePool;
import org.stoa.data.placement.Placement;
import org.stoa.data.schema.NoTenant;

/** One bundle's tables, under the bundle's own role. A core bundle may keep rows of the platform beside those of tenants. */
public final class TenantDatabase implements Database {

    private final UnitsOfWork units;
    private final Placement placement;
    private final boolean core;
    private final Runnable ready;

    /**
     * @param core whether rows of the platform, whose tenant is the nil UUID, are within reach
     * @param ready throws unless the schema of the bundle is up to date and in order
     */
    public TenantDatabase(UnitsOfWork units, Placement placement, boolean core, Runnable ready) {
        this.units = units;
        this.placement = placement;
        this.core = core;
        this.ready = ready;
    }

    @Override
    public <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work) {
        return units.read(pool(context), context, mapper, work);
    }

    @Override
    public <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work) {
        return units.write(pool(context), context, mapper, work);
    }

    private RolePool pool(CallContext context) {
        UUID tenant = context.requireTenant();
        if (tenant.equals(NoTenant.ID) && !core) {
            throw new IllegalStateException("the nil UUID is no tenant");
        }
        ready.run();
        return placement.of(tenant);
    }
}
