package org.stoa.registry.deployment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.Signals;

/** Tells every node, this one first, that something else is wanted than before. */
final class ChangeSignal {

    /** Told to every node after what is wanted has changed. */
    static final String TOPIC = "modules";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSignal.class);

    private final Node node;
    private final Signals signals;

    ChangeSignal(Node node, Signals signals) {
        this.node = node;
        this.signals = signals;
    }

    /** To be called after the change was committed. Does not fail: a node that was not told looks every few seconds. */
    void send() {
        node.wake();
        try {
            signals.send(TOPIC, node.name());
        } catch (RuntimeException e) {
            LOG.debug("The other nodes will see the change when they look: {}", e.getMessage());
        }
    }
}
