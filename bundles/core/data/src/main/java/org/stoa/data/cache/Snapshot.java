package org.stoa.data.cache;

import java.util.Arrays;

/**
 * Which transactions had been committed at a moment, as PostgreSQL says it: {@code xmin:xmax:running,...}. Those below xmin
 * had ended, those from xmax on had not begun, and in between some were running. Of two snapshots of one server, the
 * later sees all that the earlier sees.
 */
final class Snapshot {

    private final long xmin;
    private final long xmax;
    private final long[] running;

    private Snapshot(long xmin, long xmax, long[] running) {
        this.xmin = xmin;
        this.xmax = xmax;
        this.running = running;
        Arrays.sort(this.running);
    }

    /** @throws IllegalArgumentException when {@code text} is no snapshot */
    static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no snapshot: " + text);
        }
        long[] running = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(",")).mapToLong(Long::parseLong).toArray();
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** The one that sees every transaction up to {@code last}. */
    static Snapshot through(long last) {
        return new Snapshot(last + 1, last + 1, new long[0]);
    }

    boolean sees(long transaction) {
        return transaction < xmin || (transaction < xmax && Arrays.binarySearch(running, transaction) < 0);
    }

    /** Whether every transaction up to this one had ended. */
    boolean seesAllThrough(long transaction) {
        return transaction < xmin;
    }

    /** Whether it sees all that {@code other} sees. */
    boolean includes(Snapshot other) {
        return xmax >= other.xmax && Arrays.stream(running).noneMatch(other::sees);
    }

    @Override
    public String toString() {
        String list =
                String.join(",", Arrays.stream(running).mapToObj(Long::toString).toList());
        return xmin + ":" + xmax + ":" + list;
    }
}
