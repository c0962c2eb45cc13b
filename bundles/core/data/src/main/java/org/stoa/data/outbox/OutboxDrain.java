package org.stoa.data.outbox;

import java.time.Clock;
import java.util.List;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.platform.PlatformDatabase;

/** Delivers outstanding events at once, in the thread that asks for it. */
public final class OutboxDrain {

    private static final int BATCH = 100;

    private final EventDelivery delivery;

    /** @param database the data bundle's own, across tenants */
    public OutboxDrain(PlatformDatabase database, Clock clock) {
        delivery = new EventDelivery(database, clock, ServingVersions.ANY);
    }

    /**
     * Hands every due event to those of {@code listeners} that want it, those included that are stored meanwhile; events
     * that none of them wants stay.
     *
     * @return how many deliveries succeeded
     */
    public int deliver(List<DomainEventListener<?>> listeners) {
        List<Subscriber> subscribers =
                listeners.stream().<Subscriber>map(Subscriber::of).toList();
        List<String> types =
                subscribers.stream().map(Subscriber::eventType).distinct().toList();
        int delivered = 0;
        for (List<EventDelivery.Claimed> due = claim(types); !due.isEmpty(); due = claim(types)) {
            for (EventDelivery.Claimed event : due) {
                delivered += delivery.deliver(event, subscribers, List.of());
            }
        }
        return delivered;
    }

    /** What is due of some tenants, delivered to {@code listeners}. */
    public EventSource of(List<DomainEventListener<?>> listeners) {
        List<Subscriber> subscribers =
                listeners.stream().<Subscriber>map(Subscriber::of).toList();
        return (tenants, over) -> {
            List<EventDelivery.Claimed> due = delivery.claim(null, tenants, BATCH);
            while (!due.isEmpty()) {
                due.forEach(event -> delivery.deliver(event, subscribers, List.of()));
                due = over.getAsBoolean() ? List.of() : delivery.claim(null, tenants, BATCH);
            }
        };
    }

    private List<EventDelivery.Claimed> claim(List<String> types) {
        return types.isEmpty() ? List.of() : delivery.claim(types, null, BATCH);
    }
}
