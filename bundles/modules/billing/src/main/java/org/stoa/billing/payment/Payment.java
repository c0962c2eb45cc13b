package org.stoa.billing.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * Money that came in, and what became of it.
 *
 * @param customerId null as long as nobody knows who paid
 * @param available what settles nothing yet: credit of the customer
 * @param allocations what settles invoices
 * @param refunds what went back, refunds and reversals, the oldest first
 * @param test whether it was paid by a test clock or for a test
 */
public record Payment(
        UUID id,
        UUID customerId,
        Money amount,
        Money available,
        List<Allocation> allocations,
        List<Refund> refunds,
        String provider,
        String externalReference,
        String reference,
        boolean test,
        Instant receivedAt,
        Instant createdAt) {
    /** What of a payment settles one invoice. */
    public record Allocation(UUID invoiceId, Money amount) {}

    public Payment {
        allocations = List.copyOf(allocations);
        refunds = List.copyOf(refunds);
    }
}
