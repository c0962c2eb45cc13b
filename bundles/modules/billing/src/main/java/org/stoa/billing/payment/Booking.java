package org.stoa.billing.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.Moment;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.ledger.Funds;
import org.stoa.billing.ledger.LedgerMapper;
import org.stoa.billing.ledger.OpenInvoice;

/** Books payments and refunds within one transaction, once the account is locked. */
public final class Booking {
    static final String TABLE = "billing.payment";
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final CallContext context;
    private final Transaction transaction;
    private final Moment moment;
    private final PaymentMapper mapper;
    private final LedgerMapper ledger;

    public Booking(CallContext context, Transaction transaction, Moment moment) {
        this.context = context;
        this.transaction = transaction;
        this.moment = moment;
        this.mapper = transaction.mapper(PaymentMapper.class);
        this.ledger = transaction.mapper(LedgerMapper.class);
    }

    /**
     * The moment in microseconds; the present for null.
     *
     * @throws ProblemException 400 {@code invalid-request} that names {@code field} for a time that was not yet, or never
     */
    public static Instant past(String field, Instant time, Instant now) {
        if (time == null) {
            return now;
        }
        Instant micros = time.truncatedTo(ChronoUnit.MICROS);
        if (micros.isBefore(Instant.EPOCH) || micros.isAfter(now.plus(CLOCK_SKEW))) {
            throw ProblemException.invalid(field, "must be a time from 1970 until now");
        }
        return micros;
    }

    /** The payment that the provider has reported under this reference, or null. */
    PaymentMapper.Row reported(PaymentFields fields) {
        return fields.externalReference() == null
                ? null
                : mapper.findReported(fields.provider(), fields.externalReference());
    }

    /**
     * Stores a payment and gives it to what is unpaid.
     *
     * @param invoice what it goes to first, or null
     * @return its id; null when the provider has reported it meanwhile
     */
    public UUID receive(Account account, OpenInvoice invoice, PaymentFields fields) {
        return receive(account, invoice, fields, invoice == null ? moment.test() : invoice.test());
    }

    /** As {@link #receive(Account, OpenInvoice, PaymentFields)}, of somebody who knows whether it is a test. */
    public UUID receive(Account account, OpenInvoice invoice, PaymentFields fields, boolean test) {
        UUID id = store(account.customer().id(), fields, test);
        if (id != null) {
            account.received(ledger.funds(id), invoice);
        }
        return id;
    }

    /** Stores a payment that settles nothing; the account is null when nobody knows whose it is. */
    UUID receiveInDoubt(Account account, PaymentFields fields, boolean test) {
        UUID id = store(account == null ? null : account.customer().id(), fields, test);
        if (id != null && account != null) {
            account.receivedInDoubt(ledger.funds(id));
        }
        return id;
    }

    private UUID store(UUID customerId, PaymentFields fields, boolean test) {
        UUID id = Ids.next();
        Instant receivedAt = past("receivedAt", fields.receivedAt(), moment.now());
        if (mapper.insert(context.requireTenant(), id, customerId, fields, test, receivedAt, moment.now()) == 0) {
            return null;
        }
        transaction.audit(AuditEntry.created("payment.receive", TABLE, id, fields));
        return id;
    }

    /** Whether this refund was booked before. */
    boolean isBooked(RefundFields fields) {
        return fields.externalReference() != null
                && mapper.paymentOfRefund(fields.provider(), fields.externalReference()) != null;
    }

    /**
     * @param account null for a payment of nobody
     * @throws ProblemException 400 {@code invalid-request} for another currency or nothing; 409
     *     {@code refund-exceeds-payment}
     */
    void refund(Account account, Funds funds, Refund.Kind kind, RefundFields fields) {
        Money left = funds.refundable();
        Money amount = fields.amount() == null || kind == Refund.Kind.REVERSAL ? left : fields.amount();
        if (!amount.currency().equals(left.currency())) {
            throw ProblemException.invalid("amount.currency", "must be " + left.currency() + ", as the payment is");
        }
        if (fields.amount() != null && amount.amount().signum() <= 0) {
            throw ProblemException.invalid("amount", "must be more than nothing");
        }
        if (amount.compareTo(left) > 0 || amount.amount().signum() == 0) {
            throw ProblemException.of(BillingProblem.REFUND_EXCEEDS_PAYMENT, left)
                    .with("refundable", left);
        }
        UUID id = Ids.next();
        mapper.insertRefund(
                context.requireTenant(),
                id,
                funds.id(),
                kind,
                amount.amount(),
                fields,
                past("refundedAt", fields.refundedAt(), moment.now()),
                moment.now());
        if (account == null) {
            ledger.update(kind == Refund.Kind.REFUND ? funds.refunded(amount) : funds.reversed(amount));
        } else if (kind == Refund.Kind.REFUND) {
            account.refunded(funds, amount, id);
        } else {
            account.reversed(funds, id);
        }
        transaction.audit(
                AuditEntry.created("payment." + kind.name().toLowerCase(Locale.ROOT), TABLE, funds.id(), fields));
    }
}
