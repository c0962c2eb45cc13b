package org.stoa.billing.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * A payment of an invoice through a provider.
 *
 * @param number which attempt for the invoice, from 1
 * @param externalReference what the provider calls it, or null as long as that is not known
 * @param failure why the last try did not work, or null
 */
public record PaymentAttempt(
        UUID id,
        UUID invoiceId,
        int number,
        String provider,
        Money amount,
        AttemptState state,
        String externalReference,
        String failure,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A row of {@code billing.payment_attempt}, with what belongs to it of its invoice.
     *
     * @param recordedAt by the real time; all else goes by the tenant's clock
     */
    record Row(
            UUID id,
            UUID invoiceId,
            int number,
            String provider,
            String currency,
            BigDecimal amount,
            String paymentMethod,
            String payer,
            AttemptState state,
            String externalReference,
            String failure,
            int tries,
            Instant recordedAt,
            Instant createdAt,
            Instant updatedAt,
            String invoiceNumber,
            UUID customerId) {

        Money money() {
            return new Money(amount, Money.currencyOf(currency));
        }

        PaymentOrder order() {
            return new PaymentOrder(id, invoiceId, number, invoiceNumber, money(), paymentMethod, payer);
        }

        PaymentAttempt attempt() {
            return new PaymentAttempt(
                    id, invoiceId, number, provider, money(), state, externalReference, failure, createdAt, updatedAt);
        }
    }
}
