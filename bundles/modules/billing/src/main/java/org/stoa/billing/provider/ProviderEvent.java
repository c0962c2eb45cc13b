package org.stoa.billing.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * One thing that a provider has said. What is known of a payment is the set of these, in whatever order they came.
 *
 * @param id the provider's; for what it answered instead of reporting, made of reference and fact
 * @param type the provider's word for it
 * @param attempt that the payment was made for, or null when the event does not tell
 * @param paymentReference what the provider calls the payment, or null for what is no payment's
 * @param subject what the provider calls the refund or dispute, or null
 * @param currency ISO 4217 code, or null
 * @param detail why something failed, or null
 * @param happenedAt by the provider's clock
 * @param body as it was sent
 */
public record ProviderEvent(
        String id,
        String type,
        Fact fact,
        UUID attempt,
        String paymentReference,
        String subject,
        BigDecimal amount,
        String currency,
        String detail,
        Instant happenedAt,
        String body) {

    /** What an event means for us. */
    public enum Fact {
        PAYMENT_PENDING,
        PAYMENT_FAILED,
        PAYMENT_CANCELED,
        PAYMENT_SUCCEEDED,
        REFUND_PENDING,
        REFUND_SUCCEEDED,
        REFUND_FAILED,
        /** The payer's bank has taken money back. */
        REVERSED,
        /** The payer's bank has given it to us after all. */
        REVERSAL_UNDONE,
        /** Nothing that we know of. */
        OTHER
    }

    /** What the provider answered when it was asked. */
    static ProviderEvent of(ProviderPayment payment, UUID attempt, Instant now) {
        Fact fact =
                switch (payment.status()) {
                    case PENDING -> payment.failure() == null ? Fact.PAYMENT_PENDING : Fact.PAYMENT_FAILED;
                    case SUCCEEDED -> Fact.PAYMENT_SUCCEEDED;
                    case CANCELED -> Fact.PAYMENT_CANCELED;
                };
        return answered(fact, attempt, payment.reference(), null, payment.received(), payment.failure(), now);
    }

    /** What the provider answered when it was asked. */
    static ProviderEvent of(ProviderRefund refund, RefundOrder order, Instant now) {
        Fact fact =
                switch (refund.status()) {
                    case PENDING -> Fact.REFUND_PENDING;
                    case SUCCEEDED -> Fact.REFUND_SUCCEEDED;
                    case FAILED -> Fact.REFUND_FAILED;
                };
        return answered(
                fact, order.attempt(), order.paymentReference(), refund.reference(), refund.amount(), null, now);
    }

    private static ProviderEvent answered(
            Fact fact, UUID attempt, String payment, String subject, Money amount, String detail, Instant now) {
        return new ProviderEvent(
                "answer " + (subject == null ? payment : subject) + " " + fact,
                "answer",
                fact,
                attempt,
                payment,
                subject,
                amount == null ? null : amount.amount(),
                amount == null ? null : amount.currency().getCurrencyCode(),
                detail,
                now,
                null);
    }

    /** The amount, or null when the event states none. */
    Money money() {
        return amount == null || currency == null ? null : new Money(amount, Money.currencyOf(currency));
    }
}
