package org.stoa.data.outbox;

import java.util.Collection;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Delivers stored events to whoever listens. */
public interface EventSource {

    /** Delivers in this thread what is due of some tenants, until nothing is or {@code over}. */
    void deliver(Collection<UUID> tenants, BooleanSupplier over);
}
