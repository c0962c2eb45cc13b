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
    /** Stripe forgets keys after 24 hours: from then on the same key would be another charge. */
    static final Duration KEYS_LAST = Duration.ofHours(23);

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Database database;
    private final TenantClock clock;
    private final ProviderAccounts accounts;
    private final Reconciliation reconciliation;

    @Activate
    public Asking(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference ProviderAccounts accounts,
            @Reference Reconciliation reconciliation) {
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
        this.reconciliation = reconciliation;
    }

    /**
     * Asks for a payment that was recorded, or what became of it when it was asked for before.
     *
     * @return what the provider says; null when that is not known, or when it refuses
     */
    ProviderPayment ask(
            CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        if (row.state() != AttemptState.UNRESOLVED && row.externalReference() != null) {
            return status(context, provider, credentials, row);
        }
        int before = tries(context, row.id());
        try {
            Optional<ProviderPayment> found = before == 0 ? Optional.empty() : provider.find(credentials, row.order());
            ProviderPayment answer = found.isPresent() ? found.get() : provider.create(credentials, row.order());
            record(context, row, answer);
            return answer;
        } catch (ProviderException e) {
            LOG.info("{} for attempt {}: {}", provider.id(), row.id(), e.getMessage());
            if (e.outcome() == ProviderException.Outcome.REFUSED) {
                end(context, row, AttemptState.FAILED, e.getMessage());
            }
            return null;
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

    /**
     * Looks into an attempt of which nothing is known: what the provider knows of it counts; only while its key still lasts,
     * and the invoice is still to be paid, it is asked again. Else nobody can tell, and the account is parked.
     */
    void resolve(CallContext context, UUID attemptId) {
        PaymentAttempt.Row row = database.read(context, AttemptMapper.class, mapper -> mapper.find(attemptId));
        if (row == null || row.state() != AttemptState.UNRESOLVED) {
            return;
        }
        boolean keyLasts = clock.now(context).isBefore(row.createdAt().plus(KEYS_LAST));
        PaymentProvider provider = accounts.provider(row.provider());
        String trouble;
        try {
            Credentials credentials = accounts.credentials(context, provider);
            Optional<ProviderPayment> found = provider.find(credentials, row.order());
            if (found.isPresent()) {
                record(context, row, found.get());
                return;
            }
            if (keyLasts && isOpen(context, row)) {
                tries(context, row.id());
                record(context, row, provider.create(credentials, row.order()));
                return;
            }
            trouble = "the provider knows of no payment";
        } catch (ProviderException e) {
            if (e.outcome() == ProviderException.Outcome.REFUSED) {
                end(context, row, AttemptState.FAILED, e.getMessage());
                return;
            }
            trouble = e.getMessage();
        } catch (ProblemException e) {
            trouble = e.getMessage();
        }
        later(context, row, keyLasts, trouble);
    }

    private boolean isOpen(CallContext context, PaymentAttempt.Row row) {
        return database.write(context, AttemptMapper.class, (mapper, transaction) -> mapper.lockClaim(row.invoiceId())
                .isOpen());
    }

    private void later(CallContext context, PaymentAttempt.Row row, boolean keyLasts, String trouble) {
        Moment moment = Moment.of(context, clock);
        database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            mapper.tried(row.id());
            if (keyLasts) {
                transaction.publish(
                        new AttemptUnresolved(row.id()), moment.now().plus(pause(row.tries())));
            } else if (mapper.end(row.id(), AttemptState.DOUBTFUL, trouble, moment.now()) > 0) {
                park(context, transaction, moment, row, trouble);
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

    static Duration pause(int tries) {
        Duration pause = Attempts.FIRST_LOOK.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** @throws ProblemException 409 {@code attempt-not-pending} when it was paid meanwhile; 503 {@code provider-unavailable} */
    void cancel(CallContext context, PaymentProvider provider, Credentials credentials, PaymentAttempt.Row row) {
        try {
            record(context, row, provider.cancel(credentials, row.externalReference()));
        } catch (ProviderException e) {
            if (e.outcome() != ProviderException.Outcome.REFUSED) {
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
