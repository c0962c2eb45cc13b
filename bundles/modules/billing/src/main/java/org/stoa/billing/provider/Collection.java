package org.stoa.billing.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.parking.Parking;

/**
 * Charges invoices that were issued to what their customers have left for that: at once, and when the provider declines,
 * again after some days; what is declined for the last time is left to reminders. Each round makes one attempt at most, like
 * any other: recorded first, and none while another is under way or in doubt. A round that something is in the way of is
 * put off by a day, some times.
 */
@Component(service = Collection.class)
public final class Collection {
    /** From each round to the next. */
    static final List<Duration> PAUSES = List.of(Duration.ofDays(3), Duration.ofDays(5), Duration.ofDays(7));

    private static final Logger LOG = LoggerFactory.getLogger(Collection.class);
    private static final Duration DELAY = Duration.ofDays(1);
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int MOST_DELAYS = 10;

    private final Database database;
    private final TenantClock clock;
    private final Attempts attempts;

    @Activate
    public Collection(@Reference Database database, @Reference TenantClock clock, @Reference Attempts attempts) {
        this.database = database;
        this.clock = clock;
        this.attempts = attempts;
    }

    void collect(CallContext context, CollectionDue step) {
        UUID invoiceId = step.invoiceId();
        PaymentMethod method =
                database.read(context, PaymentMethodMapper.class, mapper -> mapper.collecting(invoiceId));
        if (method == null || step.round() > PAUSES.size() + 1 || rests(context, method.customerId(), step)) {
            return;
        }
        AttemptFields fields = new AttemptFields(invoiceId, method.provider(), method.paymentMethod());
        Duration pause = step.round() > PAUSES.size() ? null : PAUSES.get(step.round() - 1);
        try {
            endAbandoned(context, invoiceId);
            attempts.collect(context, fields, step, pause);
        } catch (ProblemException e) {
            if (e.code().status() >= 500) {
                throw e;
            }
            LOG.info("Invoice {} is not collected in round {}: {}", invoiceId, step.round(), e.getMessage());
            if (e.code() != ProviderProblem.PAYMENT_REFUSED && step.delays() < MOST_DELAYS) {
                later(context, step.delayed());
            }
        }
    }

    /** Whoever has begun to pay in a browser and gone away does not keep the invoice from being collected. */
    private void endAbandoned(CallContext context, UUID invoiceId) {
        Instant before = clock.now(context).minus(ABANDONED);
        database.read(context, CollectionMapper.class, mapper -> mapper.abandoned(invoiceId, before))
                .forEach(attempt -> attempts.cancel(context, attempt));
    }

    /** Nothing is charged by itself while an account is parked: it is looked at again a day later. */
    private boolean rests(CallContext context, UUID customerId, CollectionDue step) {
        boolean parked = database.write(
                context, PaymentMethodMapper.class, (mapper, transaction) -> Parking.isParked(transaction, customerId));
        if (parked) {
            later(context, step);
        }
        return parked;
    }

    private void later(CallContext context, CollectionDue step) {
        Instant now = clock.now(context);
        database.write(context, CollectionMapper.class, (mapper, transaction) -> {
            step.plan(context, transaction, now.plus(DELAY), now);
            return null;
        });
    }
}
