package org.stoa.marketplace;

import java.util.function.BiConsumer;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Hears of one type of events, and acts for the tenant in which it happened. */
public abstract class Listener<E extends Record> implements DomainEventListener<E> {
    private final String name;
    private final String eventType;
    private final Class<E> payloadType;
    private final BiConsumer<CallContext, DomainEvent<E>> work;

    /**
     * @param name stable: deliveries are remembered under it
     * @param namespace of the event, such as {@code marketplace}
     * @param work may be done more than once for one event
     */
    protected Listener(
            String name, String namespace, Class<E> payloadType, BiConsumer<CallContext, DomainEvent<E>> work) {
        this.name = "marketplace." + name;
        this.eventType = namespace + "." + payloadType.getSimpleName();
        this.payloadType = payloadType;
        this.work = work;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String eventType() {
        return eventType;
    }

    @Override
    public final Class<E> payloadType() {
        return payloadType;
    }

    @Override
    public final void on(DomainEvent<E> event) {
        work.accept(CallContext.system(event.tenantId(), name), event);
    }
}
