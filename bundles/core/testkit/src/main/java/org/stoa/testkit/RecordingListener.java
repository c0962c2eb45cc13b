package org.stoa.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;

/** Remembers the events of one type, for tests that ask what other bundles are told. */
public final class RecordingListener<E> implements DomainEventListener<E> {
    private final List<DomainEvent<E>> events = new CopyOnWriteArrayList<>();
    private final Class<E> payloadType;

    /** @param payloadType the record that is published, in the package {@code org.stoa.<schema>} */
    public RecordingListener(Class<E> payloadType) {
        this.payloadType = payloadType;
    }

    @Override
    public String name() {
        return "testkit." + payloadType.getSimpleName();
    }

    @Override
    public String eventType() {
        String parent = payloadType.getPackageName();
        return parent.substring(parent.lastIndexOf('.') + 1) + "." + payloadType.getSimpleName();
    }

    @Override
    public Class<E> payloadType() {
        return payloadType;
    }

    @Override
    public void on(DomainEvent<E> event) {
        events.add(event);
    }

    /** What has happened in the tenant of this call. */
    public List<E> of(CallContext context) {
        return events.stream()
                .filter(event -> context.requireTenant().equals(event.tenantId()))
                .map(DomainEvent::payload)
                .toList();
    }
}
