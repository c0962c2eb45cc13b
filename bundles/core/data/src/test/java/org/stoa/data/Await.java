package org.stoa.data;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens in another thread or process. */
public final class Await {

    private static final long INTERVAL_NANOS = Duration.ofMillis(10).toNanos();

    private Await() {}

    /** @throws AssertionError when {@code condition} does not hold within {@code limit} */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }
}
