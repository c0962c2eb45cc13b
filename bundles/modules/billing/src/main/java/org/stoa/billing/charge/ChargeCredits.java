package org.stoa.billing.charge;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.invoice.CreditNotes;
import org.stoa.billing.invoice.Drafts;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.Issuer;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.payment.Booking;
import org.stoa.billing.payment.PaymentFields;

/**
 * Gives back what a charge over less than nothing says, at once: by credit notes for the invoices of charges, the latest
 * first, with the tax that those have; and what exceeds them as credit of the customer, with the tax that an invoice would
 * have now.
 */
final class ChargeCredits {
    private static final int REASON_LENGTH = 500;
    private static final String PROVIDER = "charge";

    private final CallContext context;
    private final Transaction transaction;
    private final Issuer issuer;
    private final Account account;

    ChargeCredits(CallContext context, Transaction transaction, Issuer issuer, Account account) {
        this.context = context;
        this.transaction = transaction;
        this.issuer = issuer;
        this.account = account;
    }

    /** @param hasTaxRate whether the tenant has a tax rate for all lines */
    void give(ChargeMapper.Row charge, boolean hasTaxRate) {
        ChargeMapper mapper = transaction.mapper(ChargeMapper.class);
        BigDecimal amount = charge.creditLeft().signum() > 0
                ? charge.creditLeft()
                : charge.total().negate();
        Money rest = new Money(amount, Money.currencyOf(charge.currency()));
        String reason = reason(mapper.lines(charge.id()));
        for (UUID invoiceId : mapper.creditable(charge)) {
            Invoice note = CreditNotes.creditNet(context, transaction, issuer, account, invoiceId, reason, rest);
            rest = note == null ? rest : rest.minus(note.totals().net());
            if (rest.amount().signum() == 0) {
                return;
            }
        }
        Booking booking = new Booking(context, transaction, issuer.moment());
        booking.receive(account, null, credit(charge, rest, hasTaxRate), charge.test());
    }

    private PaymentFields credit(ChargeMapper.Row charge, Money net, boolean hasTaxRate) {
        Customer customer = account.customer();
        ChargeMapper.LineRow line = new ChargeMapper.LineRow("Credit", BigDecimal.ONE, net.amount(), null, null);
        InvoiceFields invoice = ChargeInvoice.of(customer.id(), List.of(line), net.currency(), hasTaxRate);
        Money gross = Drafts.check(transaction, invoice, customer).totals().gross();
        return new PaymentFields(customer.id(), null, gross, PROVIDER, null, "charge " + charge.id(), null);
    }

    private static String reason(List<ChargeMapper.LineRow> lines) {
        String reason = lines.stream().map(ChargeMapper.LineRow::description).collect(Collectors.joining("; "));
        return reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH);
    }
}
