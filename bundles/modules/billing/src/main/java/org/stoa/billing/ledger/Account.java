package org.stoa.billing.ledger;

import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import org.stoa.api.charge.ChargeSettled;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.sale.SaleSettled;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.DunningStepDue;
import org.stoa.billing.InvoicePaid;
import org.stoa.billing.Moment;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.customer.CustomerRow;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;

/**
 * What one customer owes and has paid, within one transaction. Whoever has it holds the lock of the account until that
 * transaction ends, so that two payments at once come one after the other. Everything else that a transaction locks, it
 * locks after the account.
 *
 * <p>Credit of the customer is money of payments that settles nothing yet. It goes to the customer's unpaid invoices of the
 * same currency by itself, the oldest payment first, to the invoice that is due first.
 */
public final class Account {
    private final Customer customer;
    private final CallContext context;
    private final UUID tenantId;
    private final Moment moment;
    private final Transaction transaction;
    private final LedgerMapper mapper;

    private Account(Customer customer, CallContext context, Moment moment, Transaction transaction) {
        this.customer = customer;
        this.context = context;
        this.tenantId = context.requireTenant();
        this.moment = moment;
        this.transaction = transaction;
        this.mapper = transaction.mapper(LedgerMapper.class);
    }

    /** @throws ProblemException 404 {@code not-found} */
    public static Account lock(CallContext context, Transaction transaction, Moment moment, UUID customerId) {
        CustomerRow row = transaction.mapper(CustomerMapper.class).findAndLockAccount(customerId);
        if (row == null) {
            throw ProblemException.notFound("customer");
        }
        return new Account(row.customer(), context, moment, transaction);
    }

    public Customer customer() {
        return customer;
    }

    /** The invoice as it is now that the account is locked; null when it is no invoice of this customer. */
    public OpenInvoice invoice(UUID id) {
        OpenInvoice invoice = mapper.invoice(id);
        return invoice == null || !invoice.customerId().equals(customer.id()) ? null : invoice;
    }

    /** A document was issued, or declared void. */
    public void bookDocument(EntryKind kind, UUID documentId, Money amount, boolean test) {
        book(kind, amount, test, documentId, null, null);
    }

    /** An invoice was issued: what the customer has to its credit goes to it; one over nothing is paid. */
    public void issued(UUID invoiceId) {
        OpenInvoice invoice = mapper.invoice(invoiceId);
        bookDocument(EntryKind.INVOICE, invoiceId, invoice.money(invoice.gross()), invoice.test());
        if (invoice.gross().signum() == 0) {
            announce(invoice, moment.now());
            return;
        }
        applyCredit(invoice.currency(), invoice.test());
    }

    /** Money came in: for the invoice, if there is one that is unpaid, then for all others. */
    public void received(Funds funds, OpenInvoice invoice) {
        book(EntryKind.PAYMENT, funds.money(funds.amount().negate()), funds.test(), null, funds.id(), null);
        if (invoice != null) {
            pay(invoice, funds);
        }
        applyCredit(funds.currency(), funds.test());
    }

    /** Money came in that somebody has to look at first: it is the customer's, and settles nothing. */
    public void receivedInDoubt(Funds funds) {
        book(EntryKind.PAYMENT, funds.money(funds.amount().negate()), funds.test(), null, funds.id(), null);
    }

    /** A credit note takes back part of an invoice; what was paid for that part becomes credit of the customer. */
    public void credited(UUID invoiceId, UUID creditNoteId, Money amount) {
        OpenInvoice invoice = mapper.invoice(invoiceId);
        bookDocument(
                EntryKind.CREDIT_NOTE,
                creditNoteId,
                Money.zero(amount.currency()).minus(amount),
                invoice.test());
        invoice = free(invoice, amount.minus(invoice.balance()));
        mapper.allocate(tenantId, Ids.next(), invoiceId, null, creditNoteId, amount.amount(), moment.now());
        store(invoice.settledBy(amount, true), null);
        applyCredit(invoice.currency(), invoice.test());
    }

    /** Money went back to the customer, out of its credit and then out of what the payment had settled. */
    public void refunded(Funds funds, Money amount, UUID refundId) {
        Funds freed = takeBack(funds, amount);
        mapper.update(freed.refunded(amount));
        book(EntryKind.REFUND, amount, funds.test(), null, funds.id(), refundId);
        applyCredit(funds.currency(), funds.test());
    }

    /** The payer's bank took back all that is left of a payment. */
    public void reversed(Funds funds, UUID refundId) {
        Money amount = funds.refundable();
        Funds freed = takeBack(funds, amount);
        mapper.update(freed.reversed(amount));
        book(EntryKind.REVERSAL, amount, funds.test(), null, funds.id(), refundId);
        applyCredit(funds.currency(), funds.test());
    }

    /** Gives what payments have left to invoices that have something open. */
    private void applyCredit(String currency, boolean test) {
        Iterator<Funds> payments =
                mapper.available(customer.id(), currency, test).iterator();
        if (!payments.hasNext()) {
            return;
        }
        Funds funds = payments.next();
        for (OpenInvoice invoice : mapper.unpaid(customer.id(), currency, test)) {
            OpenInvoice left = invoice;
            while (left.balance().amount().signum() > 0) {
                while (funds.available().amount().signum() == 0) {
                    if (!payments.hasNext()) {
                        return;
                    }
                    funds = payments.next();
                }
                Money part = least(left.balance(), funds.available());
                funds = pay(left, funds);
                left = left.settledBy(part, false);
            }
        }
    }

    /** As much of the invoice as the payment can. */
    private Funds pay(OpenInvoice invoice, Funds funds) {
        Money part = least(invoice.balance(), funds.available());
        if (part.amount().signum() <= 0) {
            return funds;
        }
        Funds used = funds.allocated(part);
        mapper.allocate(tenantId, Ids.next(), invoice.id(), funds.id(), null, part.amount(), moment.now());
        mapper.update(used);
        store(invoice.settledBy(part, false), funds);
        return used;
    }

    /** Takes so much of its payments away from an invoice, the latest first; nothing for nothing or less. */
    private OpenInvoice free(OpenInvoice invoice, Money amount) {
        Money left = amount;
        OpenInvoice freed = invoice;
        if (left.amount().signum() <= 0) {
            return freed;
        }
        for (LedgerMapper.Allocated allocated : mapper.paymentsOf(invoice.id())) {
            Money part = least(left, invoice.money(allocated.amount()));
            if (part.amount().signum() == 0) {
                break;
            }
            freed = unallocate(freed, mapper.funds(allocated.paymentId()), part);
            left = left.minus(part);
        }
        return freed;
    }

    /** Makes so much of a payment settle nothing; its credit goes first, then the invoices it settled last. */
    private Funds takeBack(Funds funds, Money amount) {
        Money left = amount.minus(least(amount, funds.available()));
        Funds freed = funds;
        if (left.amount().signum() == 0) {
            return freed;
        }
        for (LedgerMapper.Allocated allocated : mapper.invoicesOf(funds.id())) {
            Money part = least(left, funds.money(allocated.amount()));
            if (part.amount().signum() == 0) {
                break;
            }
            OpenInvoice invoice = unallocate(mapper.invoice(allocated.invoiceId()), freed, part);
            store(invoice, null);
            freed = freed.allocated(negative(part));
            left = left.minus(part);
        }
        return freed;
    }

    private OpenInvoice unallocate(OpenInvoice invoice, Funds funds, Money part) {
        Money back = negative(part);
        mapper.allocate(tenantId, Ids.next(), invoice.id(), funds.id(), null, back.amount(), moment.now());
        mapper.update(funds.allocated(back));
        return invoice.settledBy(back, false);
    }

    /** @param funds what paid the last of it, or null */
    private void store(OpenInvoice invoice, Funds funds) {
        String status = invoice.statusOfBalance();
        boolean paid = status.equals("PAID");
        Instant paidAt = !paid ? null : funds == null ? moment.now() : funds.receivedAt();
        mapper.settle(invoice, status, paidAt, paid && funds != null ? funds.reference() : null, moment.now());
        if (!invoice.isSettled() && OpenInvoice.isSettledBy(status)) {
            announce(invoice, paidAt);
        }
        if (invoice.isSettled() && !OpenInvoice.isSettledBy(status)) {
            transaction.publish(new DunningStepDue(invoice.id()));
            if (invoice.chargeId() != null) {
                park(ParkingReason.CHARGE_OPEN_AGAIN, invoice, "was settled, and is open again");
            }
            if (invoice.saleId() != null) {
                transaction.publish(new SaleSettled(invoice.saleId(), false));
            }
        }
    }

    /** @param paidAt null when credit notes have settled it */
    private void announce(OpenInvoice invoice, Instant paidAt) {
        if (paidAt != null) {
            transaction.publish(new InvoicePaid(
                    invoice.id(), invoice.number(), customer.id(), invoice.money(invoice.gross()), paidAt));
        }
        if (invoice.saleId() != null) {
            transaction.publish(new SaleSettled(invoice.saleId(), true));
        }
        if (invoice.chargeId() == null) {
            return;
        }
        if (invoice.debtorTenantId() == null) {
            park(ParkingReason.OTHER, invoice, "is settled, but nobody knows which tenant owed it");
            return;
        }
        transaction.publish(new ChargeSettled(invoice.chargeId(), invoice.debtorTenantId()));
    }

    private void park(ParkingReason reason, OpenInvoice invoice, String what) {
        String charge = "charge " + invoice.chargeId();
        String detail = charge + " of invoice " + invoice.number() + " " + what;
        String subject = charge + " " + Ids.next();
        Doubt doubt = new Doubt(reason, customer.id(), subject, detail, invoice.balance(), invoice.id(), null);
        Parking.park(context, transaction, moment, doubt);
    }

    private void book(EntryKind kind, Money amount, boolean test, UUID documentId, UUID paymentId, UUID refundId) {
        mapper.book(
                tenantId,
                Ids.next(),
                customer.id(),
                amount.currency().getCurrencyCode(),
                test,
                kind,
                amount.amount(),
                moment.today(),
                documentId,
                paymentId,
                refundId,
                moment.now());
    }

    private static Money negative(Money amount) {
        return Money.zero(amount.currency()).minus(amount);
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
