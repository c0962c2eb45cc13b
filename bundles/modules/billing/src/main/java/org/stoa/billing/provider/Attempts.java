package org.stoa.billing.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingModule;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.document.Stationery;

/**
 * Begins payments through providers. An attempt is recorded, then the provider is asked, then what it has answered is
 * recorded: a crash anywhere in between leaves an attempt that is looked into before anything else happens to the invoice.
 */
@Component(service = Attempts.class)
public final class Attempts {
    static final String TABLE = "billing.payment_attempt";
    /** Longer than an answer takes. */
    static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    private final Database database;
    private final TenantClock clock;
    private final KeyLife keys;
    private final ProviderAccounts accounts;
    private final Asking asking;
    private final Stationery stationery;

    @Activate
    public Attempts(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference KeyLife keys,
            @Reference ProviderAccounts accounts,
            @Reference Asking asking,
            @Reference Stationery stationery) {
        this.database = database;
        this.clock = clock;
        this.keys = keys;
        this.accounts = accounts;
        this.asking = asking;
        this.stationery = stationery;
    }

    /**
     * Begins a payment of all that is still to be paid, or goes on with the one that is under way.
     *
     * @throws ProblemException 400 {@code invalid-request}; 409 {@code invoice-not-issued}, {@code provider-not-configured},
     *     {@code test-invoice}, {@code payment-under-way}, {@code payment-in-doubt}, {@code payment-refused}
     */
    public PaymentStart start(CallContext context, AttemptFields fields) {
        return begin(context, fields, null);
    }

    /**
     * Begins a payment because the invoice is to be collected, once in each round; throws like {@link #start}, and
     * {@code payment-under-way} for each attempt that is not the round's own.
     *
     * @param pause after which the next round comes if there has to be one; null for none
     */
    void collect(CallContext context, AttemptFields fields, CollectionDue step, Duration pause) {
        begin(context, fields, new Round(step, pause));
    }

    private record Round(CollectionDue step, Duration pause) {
        int number() {
            return step.round();
        }

        void planNext(CallContext context, Transaction transaction, Instant now) {
            if (pause != null) {
                step.nextRound().plan(context, transaction, now.plus(pause), now);
            }
        }
    }

    /** @return null when the round has made its attempt before, or the invoice was paid through a provider once */
    private PaymentStart begin(CallContext context, AttemptFields fields, Round round) {
        PaymentProvider provider = accounts.provider(fields.provider());
        Credentials credentials = accounts.credentials(context, provider);
        Instant now = clock.now(context);
        PaymentAttempt.Row row = database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            AttemptMapper.Claim claim = mapper.lockClaim(fields.invoiceId());
            if (claim == null) {
                throw ProblemException.invalid("invoiceId", "is not the id of an invoice");
            }
            // what was given back is owed again, but nobody has agreed to pay it once more
            if (round != null && mapper.wasPaid(claim.id())) {
                return null;
            }
            if (!claim.isOpen()) {
                throw ProblemException.of(BillingProblem.INVOICE_NOT_ISSUED, claim.status());
            }
            if (!claim.allows(provider, credentials)) {
                throw ProblemException.of(ProviderProblem.TEST_INVOICE);
            }
            PaymentAttempt.Row underWay = mapper.underWay(claim.id(), !provider.needsCredentials());
            if (underWay != null) {
                PaymentAttempt.Row same = goOn(underWay, fields);
                if (round != null && !Integer.valueOf(round.number()).equals(mapper.roundOf(same.id()))) {
                    throw ProblemException.of(ProviderProblem.PAYMENT_UNDER_WAY, same.provider());
                }
                return same;
            }
            UUID id = Ids.next();
            Money amount = new Money(claim.balance(), Money.currencyOf(claim.currency()));
            Integer number = round == null ? null : round.number();
            if (mapper.insert(context.requireTenant(), id, fields, amount, number, keys.now(), now) == 0) {
                return null;
            }
            if (round != null) {
                round.planNext(context, transaction, now);
            }
            PaymentAttempt.Row inserted = mapper.find(id);
            transaction.audit(AuditEntry.created("payment-attempt.create", TABLE, id, inserted.attempt()));
            transaction.publish(new AttemptUnresolved(id), now.plus(FIRST_LOOK));
            return inserted;
        });
        if (row == null) {
            return null;
        }
        ProviderPayment answer = asking.ask(context, provider, credentials, row);
        PaymentAttempt after = get(context, row.id());
        if (after.state() == AttemptState.FAILED) {
            throw ProblemException.of(ProviderProblem.PAYMENT_REFUSED, after.failure())
                    .with("attemptId", after.id());
        }
        return new PaymentStart(after, answer == null ? null : answer.clientSecret(), transfer(context, provider, row));
    }

    private static PaymentAttempt.Row goOn(PaymentAttempt.Row underWay, AttemptFields fields) {
        if (underWay.state() == AttemptState.DOUBTFUL) {
            throw ProblemException.of(ProviderProblem.PAYMENT_IN_DOUBT);
        }
        if (!underWay.provider().equals(fields.provider())) {
            throw ProblemException.of(ProviderProblem.PAYMENT_UNDER_WAY, underWay.provider());
        }
        return underWay;
    }

    private PaymentStart.Transfer transfer(CallContext context, PaymentProvider provider, PaymentAttempt.Row row) {
        return provider.needsCredentials()
                ? null
                : new PaymentStart.Transfer(stationery.letterhead(context).bank(), row.invoiceNumber());
    }

    public PaymentAttempt get(CallContext context, UUID id) {
        return found(database.read(context, AttemptMapper.class, mapper -> mapper.find(id)))
                .attempt();
    }

    /** @param invoice null for any */
    public Page<PaymentAttempt> list(CallContext context, UUID invoice, PageRequest page) {
        return database.read(
                context,
                AttemptMapper.class,
                mapper -> Page.of(
                        mapper.list(invoice, page).stream()
                                .map(PaymentAttempt.Row::attempt)
                                .toList(),
                        page,
                        PaymentAttempt::id));
    }

    /**
     * Ends a payment of which nothing was paid. One in doubt is ended by an administrator who has found out by other means
     * that there is none.
     *
     * @throws ProblemException 404 {@code not-found}; 409 {@code attempt-not-pending}; 503 {@code provider-unavailable}
     */
    public PaymentAttempt cancel(CallContext context, UUID id) {
        PaymentAttempt.Row row = found(database.read(context, AttemptMapper.class, mapper -> mapper.find(id)));
        if (row.state() == AttemptState.DOUBTFUL) {
            context.require(BillingModule.ADMIN, null);
            return end(context, row);
        }
        if (row.state() != AttemptState.PENDING) {
            throw ProblemException.of(ProviderProblem.ATTEMPT_NOT_PENDING, row.state());
        }
        PaymentProvider provider = accounts.provider(row.provider());
        asking.cancel(context, provider, accounts.credentials(context, provider), row);
        return get(context, id);
    }

    private PaymentAttempt end(CallContext context, PaymentAttempt.Row row) {
        Instant now = clock.now(context);
        return database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            mapper.lock(row.id());
            mapper.setState(row.id(), AttemptState.CANCELED, row.failure(), now);
            PaymentAttempt after = mapper.find(row.id()).attempt();
            transaction.audit(AuditEntry.changed("payment-attempt.cancel", TABLE, row.id(), row.attempt(), after));
            return after;
        });
    }

    private static PaymentAttempt.Row found(PaymentAttempt.Row row) {
        if (row == null) {
            throw ProblemException.notFound("payment attempt");
        }
        return row;
    }
}
