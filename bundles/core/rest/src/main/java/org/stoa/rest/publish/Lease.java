package org.stoa.rest.publish;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests inside of one endpoint, so that it is let go only after the last of them. */
final class Lease {

    private final Endpoint endpoint;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean ended;

    Lease(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Enters, unless the lease has ended; whoever entered leaves with {@link #leave}. */
    boolean enter() {
        running.incrementAndGet();
        if (ended) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        if (running.decrementAndGet() == 0 && ended) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Lets nobody in any more. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * Waits until the last request has left an ended lease.
     *
     * @return false when some still run after {@code patience}
     */
    synchronized boolean drain(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (running.get() > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
