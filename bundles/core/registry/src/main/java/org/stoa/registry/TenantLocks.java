package org.stoa.registry;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of this node at a time change the modules of a tenant; so no two of them seed it at once. */
final class TenantLocks {

    private final ReentrantLock[] locks = new ReentrantLock[256];

    TenantLocks() {
        Arrays.setAll(locks, index -> new ReentrantLock());
    }

    <R> R hold(UUID tenantId, Supplier<R> work) {
        ReentrantLock lock = locks[Math.floorMod(tenantId.hashCode(), locks.length)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
