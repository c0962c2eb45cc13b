package org.stoa.subscription;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens in another thread. */
public final class Await {

    private static final long INTERVAL_NANOS = Duration.ofMillis(5).toNanos();

    private Await() {}

    /** @throws AssertionError when {@code condition} does not hold within {@code limit} */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }
}
