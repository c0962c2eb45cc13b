package org.stoa.distribution;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what comes true by itself. */
final class Poll {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /**
     * @return whether the condition came true in time; one that throws is not true yet
     */
    static boolean until(Duration time, Callable<Boolean> condition) {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            try {
                if (condition.call()) {
                    return true;
                }
            } catch (Exception e) {
                // not yet; the caller says what was missing when the time is over
                Thread.onSpinWait();
            }
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
