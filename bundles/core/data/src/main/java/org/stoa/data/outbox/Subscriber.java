package org.stoa.data.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.data.json.StoredJson;

/** A listener on this node, whose it is, and the deliveries to it that are under way. */
public final class Subscriber {

    private final DomainEventListener<?> listener;
    private final String bundle;
    private final String version;
    private final String name;
    private final String eventType;
    private final StoredJson json;
    private final Set<Thread> busy = new HashSet<>();
    private boolean leaving;

    /**
     * @param bundle symbolic name of the listener's bundle
     * @param version version of its bundle
     * @throws IllegalArgumentException when the listener does not say its name or the type of its events
     */
    public Subscriber(DomainEventListener<?> listener, String bundle, String version) {
        this.listener = listener;
        this.bundle = bundle;
        this.version = version;
        name = listener.name();
        eventType = listener.eventType();
        if (name == null || eventType == null) {
            throw new IllegalArgumentException(
                    listener.getClass().getName() + " does not say its name or the type of its events");
        }
        json = new StoredJson(listener.getClass().getClassLoader());
    }

    /** A listener that comes without a bundle. */
    static Subscriber of(DomainEventListener<?> listener) {
        return new Subscriber(listener, "", "");
    }

    DomainEventListener<?> listener() {
        return listener;
    }

    String bundle() {
        return bundle;
    }

    String version() {
        return version;
    }

    String name() {
        return name;
    }

    String eventType() {
        return eventType;
    }

    /**
     * Takes this thread in, to deliver an event.
     *
     * @return false when the listener is leaving
     */
    synchronized boolean enter() {
        return !leaving && busy.add(Thread.currentThread());
    }

    synchronized void exit() {
        busy.remove(Thread.currentThread());
        notifyAll();
    }

    /** Hands over an event, with the context class loader of the listener. */
    void deliver(StoredEvent event, UUID tenantId) {
        deliver(listener, event, tenantId);
    }

    private <E> void deliver(DomainEventListener<E> target, StoredEvent event, UUID tenantId) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(target.getClass().getClassLoader());
        try {
            E payload = json.read(event.payload().text(), target.payloadType());
            target.on(new DomainEvent<>(event.id(), event.type(), tenantId, event.occurredAt(), payload));
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    /**
     * Lets no delivery begin any more, and waits until those have ended that other threads make.
     *
     * @return false when they have not after {@code limit}
     */
    synchronized boolean leave(Duration limit) throws InterruptedException {
        leaving = true;
        long deadline = System.nanoTime() + limit.toNanos();
        while (busy.stream().anyMatch(thread -> thread != Thread.currentThread())) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public String toString() {
        return name + " (" + listener.getClass().getName() + ")";
    }
}
