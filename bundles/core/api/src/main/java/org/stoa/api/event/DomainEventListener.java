package org.stoa.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives domain events of one type after their transaction was committed. Register it as a service. Delivery is at
 * least once and may come late or out of order; an exception leads to another delivery later, with growing pauses.
 */
@ConsumerType
public interface DomainEventListener<E> {

    /** Stable name, unique on the platform, such as {@code access.mailer}: deliveries are remembered under it. */
    String name();

    /** The type of events it wants, such as {@code billing.InvoiceIssued}. */
    String eventType();

    /** The record into which the payload is read; components the payload lacks are null. */
    Class<E> payloadType();

    /** Handles one event. */
    void on(DomainEvent<E> event);
}
