package org.stoa.billing.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * A refund through a provider.
 *
 * @param state UNRESOLVED, PENDING, SUCCEEDED, FAILED or DOUBTFUL
 */
public record RefundAttempt(
        UUID id, UUID attemptId, Money amount, AttemptState state, String externalReference, String failure) {

    /**
     * A row of {@code billing.refund_attempt}, with what belongs to it of the payment.
     *
     * @param recordedAt by the real time, not the tenant's
     */
    record Row(
            UUID id,
            UUID attemptId,
            BigDecimal amount,
            AttemptState state,
            String externalReference,
            String failure,
            int tries,
            Instant recordedAt,
            String provider,
            String currency,
            String paymentReference,
            UUID invoiceId,
            UUID customerId) {

        Money money() {
            return new Money(amount, Money.currencyOf(currency));
        }

        RefundOrder order() {
            return new RefundOrder(id, attemptId, paymentReference, money());
        }

        RefundAttempt refund() {
            return new RefundAttempt(id, attemptId, money(), state, externalReference, failure);
        }
    }
}
