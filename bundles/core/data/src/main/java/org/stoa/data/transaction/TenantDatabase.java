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

/** One bundle's tables, under the bundle's own role. */
public final class TenantDatabase implements Database {

    private final UnitsOfWork units;
    private final Placement placement;
    private final Runnable ready;

    /** @param ready throws unless the schema of the bundle is up to date and in order */
    public TenantDatabase(UnitsOfWork units, Placement placement, Runnable ready) {
        this.units = units;
        this.placement = placement;
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
        if (tenant.equals(NoTenant.ID)) {
            throw new IllegalStateException("the nil UUID is no tenant");
        }
        ready.run();
        return placement.of(tenant);
    }
}
