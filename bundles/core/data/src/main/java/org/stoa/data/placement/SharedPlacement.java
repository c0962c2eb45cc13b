package org.stoa.data.placement;

import java.util.UUID;
import java.util.function.Supplier;
import org.stoa.data.connection.RolePool;

/**
 * All tenants share one database and are kept apart by row-level security. Belongs to one version of a bundle: versions
 * that run side by side have connections of their own.
 */
public final class SharedPlacement implements Placement, AutoCloseable {

    private final String bundle;
    private volatile RolePool pool;

    /** @param bundle symbolic name of the bundle */
    public SharedPlacement(String bundle) {
        this.bundle = bundle;
    }

    @Override
    public RolePool of(UUID tenantId) {
        RolePool open = pool;
        if (open == null) {
            throw new IllegalStateException("the bundle " + bundle + " has been stopped");
        }
        return open;
    }

    /** Opens the pool when the schema is ready, unless it is open. */
    public synchronized void open(Supplier<RolePool> connections) {
        if (pool == null) {
            pool = connections.get();
        }
    }

    /** Work that is under way fails. */
    @Override
    public synchronized void close() {
        RolePool open = pool;
        pool = null;
        if (open != null) {
            open.close();
        }
    }
}
