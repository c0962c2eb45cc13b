package org.stoa.data.service;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.stoa.api.event.DomainEventListener;
import org.stoa.data.outbox.OutboxDispatcher;

/** Tells the dispatcher which event listeners there are. */
final class ListenerTracker extends ServiceTracker<DomainEventListener<?>, DomainEventListener<?>> {

    private final OutboxDispatcher dispatcher;

    ListenerTracker(BundleContext context, OutboxDispatcher dispatcher) {
        super(context, DomainEventListener.class.getName(), null);
        this.dispatcher = dispatcher;
    }

    @Override
    public DomainEventListener<?> addingService(ServiceReference<DomainEventListener<?>> reference) {
        DomainEventListener<?> listener = super.addingService(reference);
        if (listener != null) {
            dispatcher.add(listener);
        }
        return listener;
    }

    @Override
    public void removedService(ServiceReference<DomainEventListener<?>> reference, DomainEventListener<?> listener) {
        dispatcher.remove(listener);
        super.removedService(reference, listener);
    }
}
