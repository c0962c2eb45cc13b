package org.stoa.data.placement;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.stoa.data.connection.RolePool;
import org.stoa.data.schema.BundleSchema;

/** All tenants share one database and are kept apart by row-level security. */
public final class SharedPlacement implements Placement, AutoCloseable {

    private final Map<BundleSchema, RolePool> pools = new ConcurrentHashMap<>();

    @Override
    public RolePool of(BundleSchema schema, UUID tenantId) {
        RolePool pool = pools.get(schema);
        if (pool == null) {
            throw new IllegalStateException("the bundle " + schema.bundle() + " has been stopped");
        }
        return pool;
    }

    /** Opens the pool of a bundle whose schema is ready, unless it is open. */
    public void open(BundleSchema schema, Supplier<RolePool> pool) {
        pools.computeIfAbsent(schema, key -> pool.get());
    }

    /** Closes the pool of a bundle; work that is under way fails. */
    public void close(BundleSchema schema) {
        RolePool pool = pools.remove(schema);
        if (pool != null) {
            pool.close();
        }
    }

    @Override
    public void close() {
        pools.keySet().forEach(this::close);
    }
}
