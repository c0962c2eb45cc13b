package org.stoa.metadata.field;

import org.stoa.api.platform.Signals;

/** Signals that never arrive. */
public final class DeafSignals implements Signals {

    @Override
    public void send(String topic, String message) {
        // nobody hears it
    }

    @Override
    public AutoCloseable listen(String topic, Listener listener) {
        return () -> {};
    }
}
