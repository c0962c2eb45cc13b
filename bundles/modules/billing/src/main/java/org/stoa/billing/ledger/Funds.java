package org.stoa.billing.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * A payment as the ledger sees it.
 *
 * @param allocated what of it settles invoices
 * @param refunded what of it was paid back
 * @param reversed what of it the payer's bank took back
 */
public record Funds(
        UUID id,
        UUID customerId,
        String currency,
        boolean test,
        BigDecimal amount,
        BigDecimal allocated,
        BigDecimal refunded,
        BigDecimal reversed,
        String reference,
        Instant receivedAt) {

    Money money(BigDecimal number) {
        return new Money(number, Money.currencyOf(currency));
    }

    /** What is credit of the customer. */
    public Money available() {
        return money(amount.subtract(allocated).subtract(refunded).subtract(reversed));
    }

    /** What may still be paid back. */
    public Money refundable() {
        return money(amount.subtract(refunded).subtract(reversed));
    }

    Funds allocated(Money more) {
        return with(allocated.add(more.amount()), refunded, reversed);
    }

    public Funds refunded(Money more) {
        return with(allocated, refunded.add(more.amount()), reversed);
    }

    public Funds reversed(Money more) {
        return with(allocated, refunded, reversed.add(more.amount()));
    }

    private Funds with(BigDecimal nowAllocated, BigDecimal nowRefunded, BigDecimal nowReversed) {
        return new Funds(
                id, customerId, currency, test, amount, nowAllocated, nowRefunded, nowReversed, reference, receivedAt);
    }
}
