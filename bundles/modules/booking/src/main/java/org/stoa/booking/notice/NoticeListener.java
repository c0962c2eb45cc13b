package org.stoa.booking.notice;

import java.util.function.Consumer;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;

/** Has clients told of one kind of event. */
abstract class NoticeListener<E> implements DomainEventListener<E> {
    private final Class<E> payloadType;
    private final Consumer<DomainEvent<E>> notice;

    NoticeListener(Class<E> payloadType, Consumer<DomainEvent<E>> notice) {
        this.payloadType = payloadType;
        this.notice = notice;
    }

    @Override
    public final String name() {
        return "booking.notice." + payloadType.getSimpleName();
    }

    @Override
    public final String eventType() {
        return "booking." + payloadType.getSimpleName();
    }

    @Override
    public final Class<E> payloadType() {
        return payloadType;
    }

    @Override
    public final void on(DomainEvent<E> event) {
        notice.accept(event);
    }
}
