package org.stoa.billing.provider;

import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * A refund to ask for.
 *
 * @param refund id of what was recorded before
 * @param paymentReference what the provider calls the payment
 */
public record RefundOrder(UUID refund, UUID attempt, String paymentReference, Money amount) {

    /** The same for the same refund, whoever asks and however often. */
    public String key() {
        return "stoa-refund-" + refund;
    }
}
