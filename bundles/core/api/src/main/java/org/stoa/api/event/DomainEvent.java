package org.stoa.api.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, as it is delivered to a listener.
 *
 * @param id the same at every delivery: remember it to do the work once
 * @param type as {@code Transaction.publish} names it, such as {@code billing.InvoiceIssued} or {@code sale.SaleMade}
 * @param tenantId the tenant it happened in; null for the platform
 * @param occurredAt when it was stored
 * @param payload the record that was published
 */
public record DomainEvent<E>(UUID id, String type, UUID tenantId, Instant occurredAt, E payload) {}
