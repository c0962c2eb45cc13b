package org.stoa.billing.provider;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;

/**
 * Event {@code billing.CollectionDue}: an invoice is to be charged to what its customer has left.
 *
 * @param round from 1
 * @param delays how often the round was put off because something was in the way
 */
public record CollectionDue(UUID invoiceId, int round, int delays) {

    static CollectionDue first(UUID invoiceId) {
        return new CollectionDue(invoiceId, 1, 0);
    }

    CollectionDue nextRound() {
        return new CollectionDue(invoiceId, round + 1, 0);
    }

    CollectionDue delayed() {
        return new CollectionDue(invoiceId, round, delays + 1);
    }

    /** Comes to nothing when it is planned already. */
    void plan(CallContext context, Transaction transaction, Instant at, Instant now) {
        if (transaction.mapper(CollectionMapper.class).plan(context.requireTenant(), this, at, now) == 1) {
            transaction.publish(this, at);
        }
    }
}
