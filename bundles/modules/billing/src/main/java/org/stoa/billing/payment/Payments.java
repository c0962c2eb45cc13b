package org.stoa.billing.payment;

import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.Moment;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.ledger.Funds;
import org.stoa.billing.ledger.LedgerMapper;
import org.stoa.billing.ledger.OpenInvoice;

/**
 * Keeps the payments of each tenant and what they settle. What a person sends is refused when it cannot be right; what
 * happens to be reported by a {@link Reports provider} is kept in any case.
 */
@Component(service = Payments.class)
public final class Payments {
    private final Database database;
    private final TenantClock clock;
    private final Reports reports;

    @Activate
    public Payments(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
        this.reports = new Reports(database, clock);
    }

    /** @param customerId null for any */
    public Page<Payment> list(CallContext context, UUID customerId, PageRequest page) {
        return database.read(context, PaymentMapper.class, mapper -> new PaymentStore(mapper).list(customerId, page));
    }

    public Payment get(CallContext context, UUID id) {
        return database.read(context, PaymentMapper.class, mapper -> new PaymentStore(mapper).get(id));
    }

    /**
     * A payment that a provider reports, booked once per provider and external reference. Never refused for what it says: a
     * payment for an unknown or void invoice, in another currency, or reported again with another amount is kept, and the
     * account is parked.
     *
     * @param fields with an external reference
     * @return the payment as it is now, also when it was booked before
     */
    public Payment record(CallContext context, PaymentFields fields) {
        return reports.payment(context, fields);
    }

    /**
     * A refund that a provider reports, booked once per provider and external reference of the refund. When it is more than
     * was paid, or of a payment that there is not, the account is parked.
     *
     * @param paymentReference what the provider calls the payment
     */
    public void recordRefund(CallContext context, String paymentReference, RefundFields fields) {
        reports.refund(context, paymentReference, Refund.Kind.REFUND, fields);
    }

    /** A chargeback that a provider reports: all that is left of the payment is gone. Else like a refund. */
    public void recordReversal(CallContext context, String paymentReference, RefundFields fields) {
        reports.refund(context, paymentReference, Refund.Kind.REVERSAL, fields);
    }

    /**
     * A payment that a person enters.
     *
     * @throws ProblemException 400 {@code invalid-request}; 409 {@code invoice-not-issued}
     */
    public Payment receive(CallContext context, PaymentFields fields) {
        requirePositive(fields.amount());
        Moment moment = Moment.of(context, clock);
        return database.write(context, PaymentMapper.class, (mapper, transaction) -> {
            Account account = Account.lock(context, transaction, moment, customerOf(transaction, fields));
            Booking booking = new Booking(context, transaction, moment);
            PaymentMapper.Row before = booking.reported(fields);
            UUID id = before == null ? book(booking, account, fields) : before.id();
            return new PaymentStore(mapper)
                    .get(id == null ? booking.reported(fields).id() : id);
        });
    }

    private static UUID book(Booking booking, Account account, PaymentFields fields) {
        if (fields.invoiceId() == null) {
            return booking.receive(account, null, fields);
        }
        OpenInvoice invoice = account.invoice(fields.invoiceId());
        if (invoice == null) {
            throw ProblemException.invalid("invoiceId", "is not the id of an invoice of the customer");
        }
        if (!invoice.isClaim()) {
            throw ProblemException.of(BillingProblem.INVOICE_NOT_ISSUED, invoice.status());
        }
        if (!invoice.currency().equals(fields.amount().currency().getCurrencyCode())) {
            throw ProblemException.invalid("amount.currency", "must be " + invoice.currency() + ", as the invoice is");
        }
        return booking.receive(account, invoice, fields);
    }

    private static UUID customerOf(Transaction transaction, PaymentFields fields) {
        if (fields.invoiceId() != null) {
            OpenInvoice invoice = transaction.mapper(LedgerMapper.class).invoice(fields.invoiceId());
            if (invoice == null) {
                throw ProblemException.invalid("invoiceId", "is not the id of an invoice");
            }
            return invoice.customerId();
        }
        if (fields.customerId() == null) {
            throw ProblemException.invalid("customerId", "must be there when invoiceId is not");
        }
        if (transaction.mapper(CustomerMapper.class).find(fields.customerId()) == null) {
            throw ProblemException.invalid("customerId", "is not the id of a customer");
        }
        return fields.customerId();
    }

    /** Says whose a payment is of which nobody knew. */
    public Payment assign(CallContext context, UUID id, UUID customerId) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, PaymentMapper.class, (mapper, transaction) -> {
            Payment before = new PaymentStore(mapper).get(id);
            if (transaction.mapper(CustomerMapper.class).find(customerId) == null) {
                throw ProblemException.invalid("customerId", "is not the id of a customer");
            }
            Account account = Account.lock(context, transaction, moment, customerId);
            if (mapper.assign(id, customerId) == 0) {
                throw ProblemException.of(BillingProblem.PAYMENT_ASSIGNED);
            }
            account.received(transaction.mapper(LedgerMapper.class).funds(id), null);
            Payment after = new PaymentStore(mapper).get(id);
            transaction.audit(AuditEntry.changed("payment.assign", Booking.TABLE, id, before, after));
            return after;
        });
    }

    /** @throws ProblemException 404 {@code not-found}; 409 {@code refund-exceeds-payment} */
    public Payment refund(CallContext context, UUID id, RefundFields fields) {
        return refund(context, id, Refund.Kind.REFUND, fields);
    }

    /** All that is left of the payment is gone: the payer's bank has taken it back. */
    public Payment reverse(CallContext context, UUID id, RefundFields fields) {
        return refund(context, id, Refund.Kind.REVERSAL, fields);
    }

    private Payment refund(CallContext context, UUID id, Refund.Kind kind, RefundFields fields) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, PaymentMapper.class, (mapper, transaction) -> {
            LedgerMapper ledger = transaction.mapper(LedgerMapper.class);
            Funds funds = ledger.funds(id);
            if (funds == null) {
                throw ProblemException.notFound("payment");
            }
            Account account =
                    funds.customerId() == null ? null : Account.lock(context, transaction, moment, funds.customerId());
            Booking booking = new Booking(context, transaction, moment);
            if (!booking.isBooked(fields)) {
                booking.refund(account, ledger.funds(id), kind, fields);
            }
            return new PaymentStore(mapper).get(id);
        });
    }

    static void requirePositive(Money amount) {
        if (amount.amount().signum() <= 0) {
            throw ProblemException.invalid("amount", "must be more than nothing");
        }
    }
}
