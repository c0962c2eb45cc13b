package org.stoa.billing.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.Moment;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;

/** Asks a provider for a payment, outside of any transaction, and records what it has answered. */
@Component(service = Asking.class)
public final class Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Database database;
    private final TenantClock clock;
    private final KeyLife keys;
    private final ProviderAccounts accounts;
    private final Reconciliation reconciliation;

    @Activate
    public Asking(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference KeyLife keys,
            @Reference ProviderAccounts accounts,
            @Reference Reconciliation reconciliation) {
        this.database = database;
        this.clock = clock;
        this.keys = keys;
        this.accounts = accounts;
        this.reconciliation = reconciliation;
    }

    /**
     * Asks for a payment that was recorded, or what became of it when it was asked for before.
     *
     * @return what the provider says; null when that is not known, or when it declines
     */
    ProviderPayment ask(
            CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        if (row.state() != AttemptState.UNRESOLVED && row.externalReference() != null) {
            return status(context, provider, credentials, row);
        }
        try {
            return settle(context, provider, credentials, row);
        } catch (ProviderException e) {
            unsettled(context, row, e.getMessage(), false);
            return null;
        }
    }

    /**
     * What the provider knows of an attempt counts; only while its key still lasts, and the invoice is still to be paid, it is
     * asked for it, again or for the first time.
     */
    private ProviderPayment settle(
            CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        int before = tries(context, row.id());
        Optional<ProviderPayment> found = before == 0 ? Optional.empty() : provider.find(credentials, row.order());
        if (found.isEmpty() && !(keys.lasts(row.recordedAt()) && mayCharge(context, provider, credentials, row))) {
            throw new ProviderException(
                    ProviderException.Outcome.UNKNOWN, "the provider knows of no payment, and is asked for none", null);
        }
        ProviderPayment answer = found.isPresent() ? found.get() : create(context, provider, credentials, row);
        record(context, row, answer);
        return answer;
    }

    /** Nothing else than that the provider declines the payment itself ends an attempt. */
    private ProviderPayment create(
            CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        try {
            return provider.create(credentials, row.order());
        } catch (ProviderException e) {
            if (e.outcome() == ProviderException.Outcome.DECLINED) {
                end(context, row, AttemptState.FAILED, e.getMessage());
            }
            throw e;
        }
    }

    private ProviderPayment status(
            CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        try {
            ProviderPayment answer = provider.status(credentials, row.externalReference());
            record(context, row, answer);
            return answer;
        } catch (ProviderException e) {
            LOG.info("{} for attempt {}: {}", provider.id(), row.id(), e.getMessage());
            return null;
        }
    }

    /** Looks into an attempt of which nothing is known. */
    void resolve(CallContext context, UUID attemptId) {
        PaymentAttempt.Row row = database.read(context, AttemptMapper.class, mapper -> mapper.find(attemptId));
        if (row == null || row.state() != AttemptState.UNRESOLVED) {
            return;
        }
        PaymentProvider provider = accounts.provider(row.provider());
        try {
            settle(context, provider, accounts.credentials(context, provider), row);
        } catch (ProviderException e) {
            unsettled(context, row, e.getMessage(), true);
        } catch (ProblemException e) {
            tries(context, row.id());
            unsettled(context, row, e.getMessage(), true);
        }
    }

    /** The invoice may have been paid, and the key replaced, since the attempt was recorded. */
    private boolean mayCharge(
            CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        AttemptMapper.Claim claim = database.write(
                context.withIdempotencyKey(null),
                AttemptMapper.class,
                (mapper, transaction) -> mapper.lockClaim(row.invoiceId()));
        return claim.isOpen() && claim.allows(provider, credentials);
    }

    /** @param again whether it is to be looked into once more; else that is planned already */
    private void unsettled(CallContext context, PaymentAttempt.Row row, String trouble, boolean again) {
        LOG.info("{} for attempt {}: {}", row.provider(), row.id(), trouble);
        Moment moment = Moment.of(context, clock);
        boolean keyLasts = keys.lasts(row.recordedAt());
        database.write(context.withIdempotencyKey(null), AttemptMapper.class, (mapper, transaction) -> {
            AttemptState state = keyLasts ? AttemptState.UNRESOLVED : AttemptState.DOUBTFUL;
            if (mapper.end(row.id(), state, trouble, moment.now()) == 0) {
                return null;
            }
            if (!keyLasts) {
                park(context, transaction, moment, row, trouble);
            } else if (again) {
                transaction.publish(
                        new AttemptUnresolved(row.id()), moment.now().plus(pause(row.tries(), moment.test())));
            }
            return null;
        });
    }

    private static void park(
            CallContext context, Transaction transaction, Moment moment, PaymentAttempt.Row row, String trouble) {
        String detail = "It is not known whether attempt " + row.number() + " to pay invoice " + row.invoiceNumber()
                + " by " + row.provider() + " has charged " + row.money() + ": " + trouble;
        Parking.park(
                context,
                transaction,
                moment,
                new Doubt(
                        ParkingReason.OTHER,
                        row.customerId(),
                        row.provider() + " attempt " + row.id(),
                        detail,
                        row.money(),
                        row.invoiceId(),
                        null));
    }

    /** @param test whether the clock is a test clock, which passes a year at once: no need to ask for every hour of it */
    static Duration pause(int tries, boolean test) {
        Duration pause = Attempts.FIRST_LOOK.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        return test || pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** @throws ProblemException 409 {@code attempt-not-pending} when it was paid meanwhile; 503 {@code provider-unavailable} */
    void cancel(CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        try {
            record(context, row, provider.cancel(credentials, row.externalReference()));
        } catch (ProviderException e) {
            if (e.outcome() != ProviderException.Outcome.DECLINED) {
                throw ProblemException.of(ProviderProblem.PROVIDER_UNAVAILABLE);
            }
            ProviderPayment now = status(context, provider, credentials, row);
            throw ProblemException.of(ProviderProblem.ATTEMPT_NOT_PENDING, now == null ? row.state() : now.status());
        }
    }

    private void record(CallContext context, PaymentAttempt.Row row, ProviderPayment answer) {
        Instant now = clock.now(context);
        database.write(context.withIdempotencyKey(null), AttemptMapper.class, (mapper, transaction) -> {
            mapper.lock(row.id());
            mapper.named(row.id(), answer.reference(), now);
            mapper.keep(context.requireTenant(), row.provider(), ProviderEvent.of(answer, row.id(), now), now);
            // in case that nobody comes to what follows
            transaction.publish(new ProviderReported(row.provider(), answer.reference()));
            return null;
        });
        reconciliation.reconcile(context, row.provider(), answer.reference());
    }

    private void end(CallContext context, PaymentAttempt.Row row, AttemptState state, String failure) {
        Instant now = clock.now(context);
        database.write(
                context.withIdempotencyKey(null),
                AttemptMapper.class,
                (mapper, transaction) -> mapper.end(row.id(), state, failure, now));
    }

    /** @return how often it was tried before this time */
    private int tries(CallContext context, UUID id) {
        return database.write(context.withIdempotencyKey(null), AttemptMapper.class, (mapper, transaction) -> {
            mapper.lock(id);
            int before = mapper.find(id).tries();
            mapper.tried(id);
            return before;
        });
    }
}
