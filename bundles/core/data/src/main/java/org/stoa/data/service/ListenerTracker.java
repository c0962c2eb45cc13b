package org.stoa.data.service;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.event.DomainEventListener;
import org.stoa.data.outbox.OutboxDispatcher;
import org.stoa.data.outbox.Subscriber;

/** Tells the dispatcher which event listeners there are; lets one go when its deliveries have ended. */
final class ListenerTracker extends ServiceTracker<DomainEventListener<?>, DomainEventListener<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerTracker.class);

    private final OutboxDispatcher dispatcher;

    ListenerTracker(BundleContext context, OutboxDispatcher dispatcher) {
        super(context, DomainEventListener.class.getName(), null);
        this.dispatcher = dispatcher;
    }

    @Override
    public DomainEventListener<?> addingService(ServiceReference<DomainEventListener<?>> reference) {
        DomainEventListener<?> listener = super.addingService(reference);
        if (listener == null) {
            return null;
        }
        Bundle bundle = reference.getBundle();
        try {
            dispatcher.add(new Subscriber(
                    listener, bundle.getSymbolicName(), bundle.getVersion().toString()));
            return listener;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("An event listener of {} gets no events", bundle, e);
            super.removedService(reference, listener);
            return null;
        }
    }

    @Override
    public void removedService(ServiceReference<DomainEventListener<?>> reference, DomainEventListener<?> listener) {
        dispatcher.remove(listener);
        super.removedService(reference, listener);
    }
}
