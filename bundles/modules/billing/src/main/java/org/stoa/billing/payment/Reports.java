package org.stoa.billing.payment;

import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.billing.Moment;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.ledger.Funds;
import org.stoa.billing.ledger.LedgerMapper;
import org.stoa.billing.ledger.OpenInvoice;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;

/** Takes what payment providers report: once each, and whatever it says. */
final class Reports {
    private final Database database;
    private final TenantClock clock;

    Reports(Database database, TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    Payment payment(CallContext context, PaymentFields fields) {
        if (fields.externalReference() == null) {
            throw ProblemException.invalid("externalReference", "must be there for what a provider reports");
        }
        Payments.requirePositive(fields.amount());
        Moment moment = Moment.of(context, clock);
        return database.write(context, PaymentMapper.class, (mapper, transaction) -> {
            LedgerMapper ledger = transaction.mapper(LedgerMapper.class);
            OpenInvoice invoice = fields.invoiceId() == null ? null : ledger.invoice(fields.invoiceId());
            UUID customerId = invoice == null ? known(transaction, fields.customerId()) : invoice.customerId();
            Account account = customerId == null ? null : Account.lock(context, transaction, moment, customerId);
            Booking booking = new Booking(context, transaction, moment);
            UUID id = null;
            if (booking.reported(fields) == null) {
                OpenInvoice locked = invoice == null ? null : account.invoice(invoice.id());
                id = book(context, transaction, moment, booking, account, locked, fields);
            }
            PaymentMapper.Row row = id == null ? booking.reported(fields) : mapper.find(id);
            requireSame(context, transaction, moment, row, fields);
            return new PaymentStore(mapper).get(row.id());
        });
    }

    private static UUID book(
            CallContext context,
            Transaction transaction,
            Moment moment,
            Booking booking,
            Account account,
            OpenInvoice invoice,
            PaymentFields fields) {
        ParkingReason reason = doubt(account, invoice, fields);
        if (reason == null) {
            return booking.receive(account, invoice, fields);
        }
        UUID id = booking.receiveInDoubt(account, fields, invoice == null ? moment.test() : invoice.test());
        if (id != null) {
            String detail = fields.amount() + " of " + fields.subject() + " for invoice "
                    + (invoice == null ? fields.invoiceId() : invoice.number() + ", " + invoice.status());
            Parking.park(
                    context,
                    transaction,
                    moment,
                    new Doubt(
                            reason,
                            account == null ? null : account.customer().id(),
                            fields.subject(),
                            detail,
                            fields.amount(),
                            invoice == null ? null : invoice.id(),
                            id));
        }
        return id;
    }

    private static ParkingReason doubt(Account account, OpenInvoice invoice, PaymentFields fields) {
        if (account == null || (invoice == null && fields.invoiceId() != null)) {
            return ParkingReason.PAYMENT_FOR_UNKNOWN_INVOICE;
        }
        if (invoice != null && !invoice.isClaim()) {
            return ParkingReason.PAYMENT_FOR_INVOICE_NOT_OPEN;
        }
        if (invoice != null
                && !invoice.currency().equals(fields.amount().currency().getCurrencyCode())) {
            return ParkingReason.CURRENCY_MISMATCH;
        }
        return null;
    }

    private static void requireSame(
            CallContext context, Transaction transaction, Moment moment, PaymentMapper.Row row, PaymentFields fields) {
        Money before = new Money(row.amount(), Money.currencyOf(row.currency()));
        if (!before.equals(fields.amount())) {
            Parking.park(
                    context,
                    transaction,
                    moment,
                    new Doubt(
                            ParkingReason.PAYMENT_REPORTED_DIFFERENTLY,
                            row.customerId(),
                            fields.subject() + " " + fields.amount(),
                            fields.subject() + " was " + before + " and is reported as " + fields.amount(),
                            fields.amount(),
                            null,
                            row.id()));
        }
    }

    void refund(CallContext context, String paymentReference, Refund.Kind kind, RefundFields fields) {
        if (fields.externalReference() == null) {
            throw ProblemException.invalid("externalReference", "must be there for what a provider reports");
        }
        Moment moment = Moment.of(context, clock);
        database.write(context, PaymentMapper.class, (mapper, transaction) -> {
            PaymentMapper.Row row = mapper.findReported(fields.provider(), paymentReference);
            Account account = row == null || row.customerId() == null
                    ? null
                    : Account.lock(context, transaction, moment, row.customerId());
            Booking booking = new Booking(context, transaction, moment);
            if (!booking.isBooked(fields)) {
                refund(context, transaction, moment, booking, account, row, paymentReference, kind, fields);
            }
            return true;
        });
    }

    private static void refund(
            CallContext context,
            Transaction transaction,
            Moment moment,
            Booking booking,
            Account account,
            PaymentMapper.Row row,
            String paymentReference,
            Refund.Kind kind,
            RefundFields fields) {
        Funds funds =
                row == null ? null : transaction.mapper(LedgerMapper.class).funds(row.id());
        ParkingReason reason =
                funds == null ? ParkingReason.REFUND_OF_UNKNOWN_PAYMENT : doubt(funds, kind, fields.amount());
        if (reason == null) {
            booking.refund(account, funds, kind, fields);
            return;
        }
        Parking.park(
                context,
                transaction,
                moment,
                new Doubt(
                        reason,
                        funds == null ? null : funds.customerId(),
                        fields.provider() + " " + fields.externalReference(),
                        kind + " " + fields.externalReference() + " of "
                                + (fields.amount() == null ? "everything" : fields.amount()) + " of payment "
                                + paymentReference
                                + (funds == null ? "" : ", of which " + funds.refundable() + " is left"),
                        fields.amount(),
                        null,
                        row == null ? null : row.id()));
    }

    private static ParkingReason doubt(Funds funds, Refund.Kind kind, Money amount) {
        if (amount != null && !amount.currency().equals(funds.refundable().currency())) {
            return ParkingReason.CURRENCY_MISMATCH;
        }
        Money wanted = amount == null || kind == Refund.Kind.REVERSAL ? funds.refundable() : amount;
        boolean fits = wanted.amount().signum() > 0 && wanted.compareTo(funds.refundable()) <= 0;
        return fits ? null : ParkingReason.REFUND_EXCEEDS_PAYMENT;
    }

    private static UUID known(Transaction transaction, UUID customerId) {
        return customerId == null || transaction.mapper(CustomerMapper.class).find(customerId) == null
                ? null
                : customerId;
    }
}
