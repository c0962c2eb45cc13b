package org.stoa.metadata.field;

import java.time.Duration;

/**
 * How many entities a step writes: as many as it keeps from others for {@link #TARGET}, going by how long the step before
 * took. Begins small, grows by half at most, and is halved at most.
 */
final class StepSize {

    /** Well below the 50 ms that nobody should wait, as a step may take longer than the one before. */
    static final Duration TARGET = Duration.ofMillis(8);

    static final int FIRST = 100;

    /** With less, a step takes hardly less time: on a busy machine the work would never end. */
    static final int LEAST = 25;

    static final int MOST = 1000;

    private int entities = FIRST;

    int entities() {
        return entities;
    }

    /** Learns from a step. */
    void took(int written, Duration time) {
        boolean slow = time.compareTo(TARGET) > 0;
        if (written < entities && !slow) {
            return;
        }
        long fitting = written * TARGET.toNanos() / Math.max(1, time.toNanos());
        long most = Math.min(MOST, entities * 3L / 2);
        long least = Math.max(LEAST, entities / 2);
        entities = (int) Math.max(least, Math.min(most, fitting));
    }
}
