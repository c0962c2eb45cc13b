package org.stoa.rest.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.Version;
import org.stoa.rest.call.ApiCall;

/**
 * The door to the endpoints of one module, one for each version that is published, or to the one of the core. A request
 * goes to the version that is chosen for it, or to another one when that is not there. While there is no endpoint at all
 * requests wait outside, for a limited time and in limited number. That is how a module is updated without an error.
 */
final class Gate {

    private static final int MOST_WAITING = 100;
    private static final Lease[] NONE = {};

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Function<ApiCall, String> choice;
    private final long holdNanos;
    private final Consumer<Lease> leaving;

    /** The latest version first; none of them has ended when it is put here, and it is taken out before it ends. */
    private volatile Lease[] open = NONE;

    private boolean wasOpen;
    private long closedAt;
    private int waiting;

    /**
     * @param choice version that a request is for, or null; asked only while there are several
     * @param hold how long a request waits, counted from when the last endpoint went
     * @param leaving told of each lease before nobody is let in any more
     */
    Gate(Function<ApiCall, String> choice, Duration hold, Consumer<Lease> leaving) {
        this.choice = choice;
        this.holdNanos = hold.toNanos();
        this.leaving = leaving;
    }

    /**
     * Enters; the caller leaves the lease afterwards.
     *
     * @return null when there is no endpoint and none came in time
     */
    Lease enter(ApiCall call) throws InterruptedException {
        while (true) {
            Lease[] leases = open;
            if (leases.length == 0) {
                if (!awaitOpen()) {
                    return null;
                }
                continue;
            }
            Lease lease = leases.length == 1 ? leases[0] : find(leases, choice.apply(call));
            if (lease.enter()) {
                return lease;
            }
        }
    }

    /** Lets requests in to a new endpoint, in place of the one of the same version. Returns the lease to be drained, or null. */
    Lease open(Endpoint endpoint) {
        lock.lock();
        try {
            Lease before = at(endpoint.version());
            List<Lease> leases = new ArrayList<>(List.of(open));
            leases.remove(before);
            int position = 0;
            while (position < leases.size() && isLater(leases.get(position).endpoint(), endpoint)) {
                position++;
            }
            leases.add(position, new Lease(endpoint));
            end(before, leases);
            wasOpen = true;
            opened.signalAll();
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the endpoint of a version away. Returns the lease to be drained, or null. */
    Lease close(String version) {
        lock.lock();
        try {
            Lease before = at(version);
            if (before != null) {
                List<Lease> leases = new ArrayList<>(List.of(open));
                leases.remove(before);
                end(before, leases);
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** Takes away the endpoints that fit. Returns their leases, to be drained. */
    List<Lease> closeIf(Predicate<Endpoint> which) {
        lock.lock();
        try {
            List<Lease> closed = new ArrayList<>();
            for (Lease lease : open) {
                if (which.test(lease.endpoint())) {
                    closed.add(close(lease.endpoint().version()));
                }
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The endpoint of a version, or null. */
    Endpoint endpoint(String version) {
        Lease lease = at(version);
        return lease == null ? null : lease.endpoint();
    }

    /** The endpoint of a version if it is there, else the latest; null when there is none. */
    Endpoint preferred(String version) {
        Lease[] leases = open;
        return leases.length == 0 ? null : find(leases, version).endpoint();
    }

    private Lease at(String version) {
        for (Lease lease : open) {
            if (isOf(lease, version)) {
                return lease;
            }
        }
        return null;
    }

    private static Lease find(Lease[] leases, String version) {
        for (Lease lease : leases) {
            if (isOf(lease, version)) {
                return lease;
            }
        }
        return leases[0];
    }

    private static boolean isOf(Lease lease, String version) {
        String own = lease.endpoint().version();
        return own == null ? version == null : own.equals(version);
    }

    /** The core has one endpoint only, and no version. */
    private static boolean isLater(Endpoint left, Endpoint right) {
        return left.version() != null
                && Version.parseVersion(left.version()).compareTo(Version.parseVersion(right.version())) > 0;
    }

    /** Ends a lease after the others have taken its place. Whoever looks for it finds it here or where it leaves to. */
    private void end(Lease lease, List<Lease> others) {
        if (lease != null) {
            leaving.accept(lease);
        }
        open = others.toArray(Lease[]::new);
        if (lease != null) {
            lease.end();
        }
        if (others.isEmpty()) {
            closedAt = System.nanoTime();
        }
    }

    private boolean awaitOpen() throws InterruptedException {
        lock.lock();
        try {
            long left = closedAt + holdNanos - System.nanoTime();
            if (open.length == 0 && (!wasOpen || waiting >= MOST_WAITING)) {
                return false;
            }
            waiting++;
            try {
                while (open.length == 0 && left > 0) {
                    left = opened.awaitNanos(left);
                }
                return open.length > 0;
            } finally {
                waiting--;
            }
        } finally {
            lock.unlock();
        }
    }
}
