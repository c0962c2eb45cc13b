package org.stoa.registry;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens in the background. */
final class Eventually {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Eventually() {}

    /** Repeats the assertion until it holds; after the deadline lets its failure through. */
    static void eventually(Runnable assertion) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
