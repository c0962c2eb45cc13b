package org.stoa.billing.provider;

import java.time.Duration;
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
import org.stoa.billing.Moment;
import org.stoa.billing.parking.Parking;

/**
 * Charges invoices that were issued to what their customers have left for that: at once, and when the provider declines,
 * again after some days; what is declined for the last time is left to reminders. Each round makes one attempt at most, like
 * any other: recorded first, and none while another is under way or in doubt.
 */
@Component(service = Collection.class)
public final class Collection {
    /** From each round to the next. */
    static final List<Duration> PAUSES = List.of(Duration.ofDays(3), Duration.ofDays(5), Duration.ofDays(7));

    private static final Logger LOG = LoggerFactory.getLogger(Collection.class);
    private static final Duration WHILE_PARKED = Duration.ofDays(1);

    private final Database database;
    private final TenantClock clock;
    private final Attempts attempts;

    @Activate
    public Collection(@Reference Database database, @Reference TenantClock clock, @Reference Attempts attempts) {
        this.database = database;
        this.clock = clock;
        this.attempts = attempts;
    }

    /** @param round from 1 */
    void collect(CallContext context, UUID invoiceId, int round) {
        PaymentMethod method =
                database.read(context, PaymentMethodMapper.class, mapper -> mapper.collecting(invoiceId));
        if (method == null || round > PAUSES.size() + 1 || rests(context, method.customerId(), invoiceId, round)) {
            return;
        }
        AttemptFields fields = new AttemptFields(invoiceId, method.provider(), method.paymentMethod());
        Duration pause = round > PAUSES.size() ? null : PAUSES.get(round - 1);
        try {
            attempts.collect(context, fields, round, pause);
        } catch (ProblemException e) {
            if (e.code().status() >= 500) {
                throw e;
            }
            LOG.info("Invoice {} is not collected in round {}: {}", invoiceId, round, e.getMessage());
        }
    }

    /** Nothing is charged by itself while an account is parked: it is looked at again a day later. */
    private boolean rests(CallContext context, UUID customerId, UUID invoiceId, int round) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, PaymentMethodMapper.class, (mapper, transaction) -> {
            if (!Parking.isParked(transaction, customerId)) {
                return false;
            }
            transaction.publish(
                    new CollectionDue(invoiceId, round), moment.now().plus(WHILE_PARKED));
            return true;
        });
    }
}
