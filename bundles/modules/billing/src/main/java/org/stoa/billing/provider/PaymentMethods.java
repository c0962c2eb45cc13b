package org.stoa.billing.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.Moment;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerService;

/**
 * Keeps what can be charged when a customer does not pay by itself. Numbers of cards and accounts stay with the provider; its
 * name for them is kept here. What the payer's browser has finished is found out by whoever asks next, or else by an event
 * for later, for a day.
 */
@Component(service = PaymentMethods.class)
public final class PaymentMethods {
    private static final String TABLE = "billing.payment_method";
    private static final int MOST_LOOKS = 12;

    private final Database database;
    private final TenantClock clock;
    private final ProviderAccounts accounts;
    private final CustomerService customers;

    @Activate
    public PaymentMethods(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference ProviderAccounts accounts,
            @Reference CustomerService customers) {
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
        this.customers = customers;
    }

    /** @throws ProblemException 404 {@code not-found} for a customer who has left nothing */
    public PaymentMethod get(CallContext context, UUID customerId) {
        return found(database.read(context, PaymentMethodMapper.class, mapper -> mapper.find(customerId)));
    }

    /**
     * Begins: the payer goes on with the provider. What the customer has left before counts until it has succeeded.
     *
     * @throws ProblemException 404 {@code not-found}; 400 {@code invalid-request} for a provider that keeps nothing; 409
     *     {@code provider-not-configured}, {@code payment-refused}; 503 {@code provider-unavailable}
     */
    public PaymentMethodSetup begin(CallContext context, UUID customerId, PaymentMethodSetup.Fields fields) {
        Customer customer = customers.get(context, customerId);
        PaymentProvider provider = accounts.provider(fields.provider());
        if (!provider.savesMethods()) {
            throw ProblemException.invalid("provider", "keeps nothing that can be charged later");
        }
        Credentials credentials = accounts.credentials(context, provider);
        Moment moment = Moment.of(context, clock);
        String payer = payer(context, provider, credentials, customer, moment.now());
        UUID id = Ids.next();
        MethodSetup answer = asked(() -> provider.beginSetup(credentials, payer, id));
        return database.write(context, PaymentMethodMapper.class, (mapper, transaction) -> {
            mapper.insertSetup(
                    context.requireTenant(),
                    id,
                    customerId,
                    provider.id(),
                    !Boolean.FALSE.equals(fields.automatic()),
                    answer.reference(),
                    moment.now());
            PaymentMethodSetup setup = mapper.setup(id).setup(null);
            transaction.audit(AuditEntry.created("payment-method.begin", TABLE, customerId, setup));
            transaction.publish(new PaymentMethodPending(id), moment.now().plus(pause(0, moment)));
            return mapper.setup(id).setup(answer.clientSecret());
        });
    }

    private String payer(
            CallContext context, PaymentProvider provider, Credentials credentials, Customer customer, Instant now) {
        String known =
                database.read(context, PaymentMethodMapper.class, mapper -> mapper.payer(customer.id(), provider.id()));
        if (known != null) {
            return known;
        }
        String created =
                asked(() -> provider.createPayer(credentials, customer.id(), customer.name(), customer.email()));
        return database.write(context.withIdempotencyKey(null), PaymentMethodMapper.class, (mapper, transaction) -> {
            mapper.insertPayer(context.requireTenant(), customer.id(), provider.id(), created, now);
            return mapper.payer(customer.id(), provider.id());
        });
    }

    /**
     * Finds out what became of it; what has succeeded takes the place of what the customer had left, or begun to leave,
     * before.
     *
     * @throws ProblemException 404 {@code not-found}; 503 {@code provider-unavailable}
     */
    public PaymentMethodSetup look(CallContext context, UUID customerId, UUID setupId) {
        PaymentMethodMapper.SetupRow row =
                database.read(context, PaymentMethodMapper.class, mapper -> mapper.setup(setupId));
        if (row == null || !row.customerId().equals(customerId)) {
            throw ProblemException.notFound("payment method setup");
        }
        if (row.state() != MethodSetup.Status.PENDING) {
            return row.setup(null);
        }
        PaymentProvider provider = accounts.provider(row.provider());
        Credentials credentials = accounts.credentials(context, provider);
        MethodSetup answer = asked(() -> provider.setup(credentials, row.externalReference()));
        Instant now = clock.now(context);
        return database.write(context.withIdempotencyKey(null), PaymentMethodMapper.class, (mapper, transaction) -> {
            if (mapper.answered(setupId, answer, now) == 1 && answer.status() == MethodSetup.Status.SUCCEEDED) {
                mapper.cancelSetups(customerId, setupId, now);
                PaymentMethod before = mapper.find(customerId);
                mapper.put(context.requireTenant(), row, answer, now);
                PaymentMethod after = mapper.find(customerId);
                transaction.audit(AuditEntry.changed("payment-method.save", TABLE, customerId, before, after));
            }
            return mapper.setup(setupId).setup(null);
        });
    }

    /** Looks at what is pending, and plans to do so again for about a day. */
    void resolve(CallContext context, UUID setupId) {
        PaymentMethodMapper.SetupRow row =
                database.read(context, PaymentMethodMapper.class, mapper -> mapper.setup(setupId));
        if (row == null || row.state() != MethodSetup.Status.PENDING || row.looks() >= MOST_LOOKS) {
            return;
        }
        Moment moment = Moment.of(context, clock);
        database.write(context, PaymentMethodMapper.class, (mapper, transaction) -> {
            mapper.looked(setupId);
            transaction.publish(new PaymentMethodPending(setupId), moment.now().plus(pause(row.looks(), moment)));
            return true;
        });
        try {
            look(context, row.customerId(), setupId);
        } catch (ProblemException e) {
            if (e.code() != ProviderProblem.PROVIDER_UNAVAILABLE
                    && e.code() != ProviderProblem.PROVIDER_NOT_CONFIGURED) {
                throw e;
            }
        }
    }

    private static Duration pause(int looks, Moment moment) {
        return Asking.pause(looks, moment.test());
    }

    public PaymentMethod setAutomatic(CallContext context, UUID customerId, boolean automatic) {
        Instant now = clock.now(context);
        return database.write(context, PaymentMethodMapper.class, (mapper, transaction) -> {
            PaymentMethod before = found(mapper.find(customerId));
            mapper.setAutomatic(customerId, automatic, now);
            PaymentMethod after = mapper.find(customerId);
            transaction.audit(AuditEntry.changed("payment-method.update", TABLE, customerId, before, after));
            return after;
        });
    }

    /** Forgets it here, and what the customer has begun to leave; it is never charged again. */
    public void delete(CallContext context, UUID customerId) {
        Instant now = clock.now(context);
        database.write(context, PaymentMethodMapper.class, (mapper, transaction) -> {
            mapper.cancelSetups(customerId, null, now);
            PaymentMethod before = found(mapper.find(customerId));
            mapper.delete(customerId);
            transaction.audit(AuditEntry.removed("payment-method.delete", TABLE, customerId, before));
            return before;
        });
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (ProviderException e) {
            if (e.outcome() == ProviderException.Outcome.DECLINED) {
                throw ProblemException.of(ProviderProblem.PAYMENT_REFUSED, e.getMessage());
            }
            throw ProblemException.of(ProviderProblem.PROVIDER_UNAVAILABLE);
        }
    }

    private static PaymentMethod found(PaymentMethod method) {
        if (method == null) {
            throw ProblemException.notFound("payment method");
        }
        return method;
    }
}
