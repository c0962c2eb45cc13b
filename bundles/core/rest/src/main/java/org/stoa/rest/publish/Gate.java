package org.stoa.rest.publish;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The door to the endpoint of one module, or of the core. Requests pass while there is an endpoint; while it is being
 * replaced they wait outside, for a limited time and in limited number. That is how a module is updated without an error.
 */
final class Gate {

    private static final int MOST_WAITING = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final long holdNanos;

    private volatile Lease current;
    private boolean wasOpen;
    private long closedAt;
    private int waiting;

    /** @param hold how long a request waits, counted from when the endpoint went */
    Gate(Duration hold) {
        this.holdNanos = hold.toNanos();
    }

    /**
     * Enters; the caller leaves the lease afterwards.
     *
     * @return null when there is no endpoint and none came in time
     */
    Lease enter() throws InterruptedException {
        Lease lease = current;
        return lease != null && lease.enter() ? lease : enterLater();
    }

    /** Lets requests in to a new endpoint; the lease of the one before ends. */
    void open(Endpoint endpoint) {
        lock.lock();
        try {
            Lease before = current;
            current = new Lease(endpoint);
            wasOpen = true;
            opened.signalAll();
            if (before != null) {
                before.end();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in until there is a new endpoint. Returns the lease to be drained, or null. */
    Lease close() {
        return closeIf(endpoint -> true);
    }

    /** Closes the gate when the endpoint behind it is a certain one. Returns the lease to be drained, or null. */
    Lease closeIf(Predicate<Endpoint> which) {
        lock.lock();
        try {
            if (current == null || !which.test(current.endpoint())) {
                return null;
            }
            if (!current.hasEnded()) {
                current.end();
                closedAt = System.nanoTime();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the endpoint away. */
    void remove() {
        lock.lock();
        try {
            close();
            current = null;
        } finally {
            lock.unlock();
        }
    }

    /** The lease of the endpoint behind the gate, or null. */
    Lease current() {
        return current;
    }

    /** The endpoint behind the gate, or null. */
    Endpoint endpoint() {
        Lease lease = current;
        return lease == null ? null : lease.endpoint();
    }

    private Lease enterLater() throws InterruptedException {
        lock.lock();
        try {
            long left = closedAt + holdNanos - System.nanoTime();
            if (!wasOpen || waiting >= MOST_WAITING) {
                return null;
            }
            waiting++;
            try {
                while (true) {
                    if (current != null && current.enter()) {
                        return current;
                    }
                    if (left <= 0) {
                        return null;
                    }
                    left = opened.awaitNanos(left);
                }
            } finally {
                waiting--;
            }
        } finally {
            lock.unlock();
        }
    }
}
