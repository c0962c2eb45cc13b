package org.stoa.billing.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.billing.ledger.EntryKind;

/**
 * What a customer owed and paid in one currency.
 *
 * @param from first day
 * @param to last day
 * @param opening what the customer owed before {@code from}; less than nothing is credit
 * @param lines every booking, in the order in which they were made
 * @param closing what the customer owed after {@code to}
 */
public record Statement(
        UUID customerId,
        String currency,
        LocalDate from,
        LocalDate to,
        Money opening,
        List<Line> lines,
        Money closing) {
    /**
     * One booking.
     *
     * @param document number of the invoice or credit note, or null
     * @param reference of the payment, or null
     * @param amount more than nothing raises what is owed
     * @param balance what is owed after it
     */
    public record Line(
            LocalDate bookedOn,
            EntryKind kind,
            String document,
            String reference,
            UUID invoiceId,
            UUID paymentId,
            Money amount,
            Money balance) {}

    public Statement {
        lines = List.copyOf(lines);
    }
}
