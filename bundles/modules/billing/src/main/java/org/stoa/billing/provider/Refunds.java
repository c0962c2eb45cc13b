package org.stoa.billing.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.billing.Moment;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;

/** Gives money back through the provider by which it came. Recorded, asked for and looked into like a payment. */
@Component(service = Refunds.class)
public final class Refunds {
    private static final String TABLE = "billing.refund_attempt";

    private final Database database;
    private final TenantClock clock;
    private final KeyLife keys;
    private final ProviderAccounts accounts;
    private final Reconciliation reconciliation;

    @Activate
    public Refunds(
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
     * Gives back an amount, or all that is left.
     *
     * @throws ProblemException 404 {@code not-found}; 409 {@code attempt-not-paid}, {@code refund-too-large},
     *     {@code payment-refused}
     */
    public RefundAttempt refund(CallContext context, UUID attemptId, Money amount) {
        if (amount != null && amount.amount().signum() <= 0) {
            throw ProblemException.invalid("amount", "must be more than nothing");
        }
        Instant now = clock.now(context);
        RefundAttempt.Row row = database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            if (mapper.lock(attemptId) == null) {
                throw ProblemException.notFound("payment attempt");
            }
            PaymentAttempt.Row attempt = mapper.find(attemptId);
            Money wanted = wanted(mapper, attempt, amount);
            UUID id = Ids.next();
            mapper.insertRefund(context.requireTenant(), id, attemptId, wanted, keys.now(), now);
            RefundAttempt.Row inserted = mapper.findRefund(id);
            transaction.audit(AuditEntry.created("refund-attempt.create", TABLE, id, inserted.refund()));
            transaction.publish(new RefundUnresolved(id), now.plus(Attempts.FIRST_LOOK));
            return inserted;
        });
        try {
            ask(context, row);
        } catch (ProviderException e) {
            if (e.outcome() == ProviderException.Outcome.DECLINED) {
                throw ProblemException.of(ProviderProblem.PAYMENT_REFUSED, e.getMessage());
            }
            Instant after = clock.now(context);
            database.write(
                    context.withIdempotencyKey(null),
                    AttemptMapper.class,
                    (mapper, transaction) -> mapper.triedRefund(row.id(), e.getMessage(), after));
        }
        return database.read(context, AttemptMapper.class, mapper -> mapper.findRefund(row.id()))
                .refund();
    }

    private static Money wanted(AttemptMapper mapper, PaymentAttempt.Row attempt, Money amount) {
        BigDecimal left = attempt.state() == AttemptState.SUCCEEDED
                ? mapper.refundable(attempt.id(), attempt.provider(), attempt.externalReference())
                : null;
        if (left == null || left.signum() <= 0) {
            throw ProblemException.of(ProviderProblem.ATTEMPT_NOT_PAID, attempt.state());
        }
        Money most = new Money(left, Money.currencyOf(attempt.currency()));
        if (amount != null && !amount.currency().equals(most.currency())) {
            throw ProblemException.invalid("amount.currency", "must be " + attempt.currency() + ", as the payment is");
        }
        if (amount != null && amount.compareTo(most) > 0) {
            throw ProblemException.of(ProviderProblem.REFUND_TOO_LARGE, most);
        }
        return amount == null ? most : amount;
    }

    List<RefundAttempt> list(CallContext context, UUID attemptId) {
        return database.read(context, AttemptMapper.class, mapper -> {
            if (mapper.find(attemptId) == null) {
                throw ProblemException.notFound("payment attempt");
            }
            return mapper.refunds(attemptId).stream()
                    .map(RefundAttempt.Row::refund)
                    .toList();
        });
    }

    /**
     * Ends a refund in doubt as somebody has found out by other means. One that was made is booked, once, whoever reports it;
     * one that was not may be asked for anew. The account stays parked until it is released.
     *
     * @throws ProblemException 404 {@code not-found}; 400 {@code invalid-request} for one that was made without its reference,
     *     or by that of another; 409 {@code refund-not-in-doubt}
     */
    public RefundAttempt settle(CallContext context, UUID attemptId, UUID refundId, RefundFinding finding) {
        if (finding.made() && finding.externalReference() == null) {
            throw ProblemException.invalid("externalReference", "is needed for a refund that was made");
        }
        Instant now = clock.now(context);
        RefundAttempt.Row row = database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            mapper.lock(attemptId);
            RefundAttempt.Row before = mapper.findRefund(refundId);
            if (before == null || !before.attemptId().equals(attemptId)) {
                throw ProblemException.notFound("refund");
            }
            if (before.state() != AttemptState.DOUBTFUL) {
                throw ProblemException.of(ProviderProblem.REFUND_NOT_IN_DOUBT, before.state());
            }
            if (finding.made() && mapper.isOfAnotherRefund(refundId, finding.externalReference())) {
                throw ProblemException.invalid("externalReference", "is that of another refund, and is booked as such");
            }
            mapper.setRefund(
                    refundId,
                    finding.made() ? AttemptState.SUCCEEDED : AttemptState.FAILED,
                    finding.externalReference(),
                    now);
            RefundAttempt.Row after = mapper.findRefund(refundId);
            transaction.audit(AuditEntry.changed("refund-attempt.settle", TABLE, refundId, before.refund(), finding));
            if (finding.made()) {
                ProviderRefund made =
                        new ProviderRefund(finding.externalReference(), ProviderRefund.Status.SUCCEEDED, after.money());
                mapper.keep(context.requireTenant(), after.provider(), ProviderEvent.of(made, after.order(), now), now);
                transaction.publish(new ProviderReported(after.provider(), after.paymentReference()));
            }
            return after;
        });
        if (finding.made()) {
            reconciliation.reconcile(context, row.provider(), row.paymentReference());
        }
        return row.refund();
    }

    /**
     * Looks into a refund of which nothing is known. As long as its key lasts, asking again tells what became of it; after
     * that it is looked for first, and only what was not made is asked for. When nobody can tell, the account is parked.
     */
    void resolve(CallContext context, UUID refundId) {
        RefundAttempt.Row row = database.read(context, AttemptMapper.class, mapper -> mapper.findRefund(refundId));
        if (row == null || row.state() != AttemptState.UNRESOLVED) {
            return;
        }
        boolean keyLasts = keys.lasts(row.recordedAt());
        try {
            Optional<ProviderRefund> found = keyLasts ? Optional.empty() : find(context, row);
            if (found.isPresent()) {
                record(context, row, found.get());
            } else {
                ask(context, row);
            }
        } catch (ProviderException | ProblemException e) {
            if (keyLasts) {
                later(context, row, e.getMessage());
            } else {
                doubt(context, row, e.getMessage());
            }
        }
    }

    private Optional<ProviderRefund> find(CallContext context, RefundAttempt.Row row) {
        PaymentProvider provider = accounts.provider(row.provider());
        return provider.findRefund(accounts.credentials(context, provider), row.order());
    }

    private void later(CallContext context, RefundAttempt.Row row, String trouble) {
        Moment moment = Moment.of(context, clock);
        database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            if (mapper.triedRefund(row.id(), trouble, moment.now()) > 0) {
                transaction.publish(
                        new RefundUnresolved(row.id()), moment.now().plus(Asking.pause(row.tries(), moment.test())));
            }
            return null;
        });
    }

    private void ask(CallContext context, RefundAttempt.Row row) {
        PaymentProvider provider = accounts.provider(row.provider());
        ProviderRefund answer;
        try {
            answer = provider.refund(accounts.credentials(context, provider), row.order());
        } catch (ProviderException e) {
            if (e.outcome() == ProviderException.Outcome.DECLINED) {
                Instant now = clock.now(context);
                database.write(
                        context.withIdempotencyKey(null),
                        AttemptMapper.class,
                        (mapper, transaction) -> mapper.endRefund(row.id(), AttemptState.FAILED, e.getMessage(), now));
            }
            throw e;
        }
        record(context, row, answer);
    }

    private void record(CallContext context, RefundAttempt.Row row, ProviderRefund answer) {
        Instant now = clock.now(context);
        database.write(context.withIdempotencyKey(null), AttemptMapper.class, (mapper, transaction) -> {
            mapper.setRefund(row.id(), state(answer.status()), answer.reference(), now);
            mapper.keep(context.requireTenant(), row.provider(), ProviderEvent.of(answer, row.order(), now), now);
            transaction.publish(new ProviderReported(row.provider(), row.paymentReference()));
            return null;
        });
        reconciliation.reconcile(context, row.provider(), row.paymentReference());
    }

    private static AttemptState state(ProviderRefund.Status status) {
        return switch (status) {
            case PENDING -> AttemptState.PENDING;
            case SUCCEEDED -> AttemptState.SUCCEEDED;
            case FAILED -> AttemptState.FAILED;
        };
    }

    private void doubt(CallContext context, RefundAttempt.Row row, String trouble) {
        Moment moment = Moment.of(context, clock);
        database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            if (mapper.endRefund(row.id(), AttemptState.DOUBTFUL, trouble, moment.now()) == 0) {
                return null;
            }
            Parking.park(
                    context,
                    transaction,
                    moment,
                    new Doubt(
                            ParkingReason.OTHER,
                            row.customerId(),
                            row.provider() + " refund " + row.id(),
                            "It is not known whether " + row.money() + " of " + row.paymentReference()
                                    + " were given back: " + trouble,
                            row.money(),
                            row.invoiceId(),
                            null));
            return null;
        });
    }
}
